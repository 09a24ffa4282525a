/** @jsxImportSource react */
import { Link } from 'wouter'
import { ReleaseDialog } from '../releases/release-dialog.tsx'
import { useRelease } from '../releases/use-releases.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type Asked, carriedTo } from './board.ts'

interface MoveReleaseProps {
  asked: Extract<Asked, { kind: 'release' }>
  onClose: () => void
}

/** Moves a whole release or takes it off the plan, after a look at how it stands now. */
export function MoveRelease({ asked, onClose }: MoveReleaseProps) {
  const { t } = useWords()
  const { release, act, to } = asked
  const { data, error, refetch, isFetchedAfterMount } = useRelease(release.id)
  if (data && isFetchedAfterMount && data.data.release.state === 'planned')
    return (
      <ReleaseDialog
        asked={{ act, ...(to && { publishAt: carriedTo(to, release.at) }) }}
        known={data}
        onClose={onClose}
      />
    )
  return (
    <Dialog title={release.name} isOpen onClose={onClose}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {!error && !isFetchedAfterMount && <Loading />}
      {data && isFetchedAfterMount && (
        <>
          <p>{t('calendar.releases.gone_hint')}</p>
          <p>
            <Link href={`/releases/${release.id}`}>{release.name}</Link>
          </p>
        </>
      )}
    </Dialog>
  )
}
