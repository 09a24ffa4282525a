/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import { Button } from '../ui/button.tsx'
import { useMoment } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { RevisionLine } from './royalty.ts'

interface RefusedProps {
  error: unknown
  /** Of what was to be written: `/payees/0p3y7c1d5f`. */
  path: string
  /** Writes what was typed over what somebody else has written meanwhile; `tag` is that one's. */
  onOverwrite: (tag: string) => void
  /** Shows what is there now, and drops what was typed. */
  onReload: () => void
}

/** Why a change was refused. Where somebody else was faster, it says who, and keeps what was typed until the person decides. */
export function Refused({ error, path, onOverwrite, onReload }: RefusedProps) {
  if (error === undefined) return null
  const current = error instanceof Refusal && error.status === 412 ? error.problem.current : undefined
  if (current === undefined) return <FieldTrouble error={error} />
  return <Stale path={path} onOverwrite={() => onOverwrite(current)} onReload={onReload} />
}

function FieldTrouble({ error }: { error: unknown }) {
  const errors = error instanceof Refusal ? (error.problem.errors ?? []) : []
  if (errors.length < 2) return <Trouble error={error} />
  return (
    <div role="alert">
      <Notice tone="wrong">
        <ul className="bullets">
          {errors.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{message}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

function Stale({
  path,
  onOverwrite,
  onReload,
}: {
  path: string
  onOverwrite: () => void
  onReload: () => void
}) {
  const { t } = useWords()
  const api = useApi()
  const momentOf = useMoment()
  const last = useQuery({
    queryKey: ['royalties', 'last', path],
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (await api.read<{ revisions: RevisionLine[] }>(`${path}/revisions`, { signal })).data.revisions.at(-1),
  })
  return (
    <div role="alert">
      <Notice
        tone="warn"
        acts={
          <>
            <Button onPress={onReload}>{t('royalties.stale.reload')}</Button>
            <Button look="danger" onPress={onOverwrite}>
              {t('royalties.stale.overwrite')}
            </Button>
          </>
        }
      >
        <p>
          {last.data
            ? t('royalties.stale.by', { name: last.data.actor.name, at: momentOf(last.data.at) })
            : t('royalties.stale.somebody')}
        </p>
      </Notice>
    </div>
  )
}
