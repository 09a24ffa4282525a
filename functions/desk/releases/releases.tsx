/** @jsxImportSource react */
import { useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useMe } from '../api/newsroom.ts'
import { type ReleaseRow, type ReleaseTab, releaseStatesShown } from '../api/releases.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import { ExactMoment } from './exact-moment.tsx'
import { useReleaseActs, useReleases } from './use-releases.ts'

/** Texts that go public together: what is planned, what is being prepared, what went public. */
export function Releases() {
  const { t } = useWords()
  const asked = new URLSearchParams(useSearch()).get('state')
  const state: ReleaseTab = releaseStatesShown.find((each) => each === asked) ?? 'planned'
  const { data: me } = useMe()
  const [isAsked, setAsked] = useState(false)
  const mayMake = me !== undefined && isPermitted(me, 'schedule')
  return (
    <Screen
      title={t('shell.releases')}
      acts={
        mayMake && (
          <p className="acts">
            <Button look="main" onPress={() => setAsked(true)}>
              {t('releases.make')}
            </Button>
          </p>
        )
      }
    >
      <p className="when">{t('releases.what')}</p>
      <nav aria-label={t('releases.states_label')} data-region>
        <ul className="state-tabs">
          {releaseStatesShown.map((each) => (
            <li key={each}>
              <Link href={`/releases?state=${each}`} {...(each === state && { 'aria-current': 'page' })}>
                {t(`releases.states.${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <List state={state} onMake={mayMake ? () => setAsked(true) : undefined} />
      {isAsked && <MakeDialog onClose={() => setAsked(false)} />}
    </Screen>
  )
}

function List({ state, onMake }: { state: ReleaseTab; onMake: (() => void) | undefined }) {
  const { t } = useWords()
  const { releases, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useReleases(state)
  return (
    <div data-region>
      {isPending && <Loading />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {releases?.length === 0 && (
        <div className="empty">
          <p>{t(`releases.none.${state}`)}</p>
          {onMake && state !== 'gone' && (
            <p className="acts">
              <Button onPress={onMake}>{t('releases.make')}</Button>
            </p>
          )}
        </div>
      )}
      {releases && releases.length > 0 && (
        <ul className="releases">
          {releases.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('releases.more')}
        </Button>
      )}
    </div>
  )
}

/** How a release stands, by sign and words. */
export function Standing({
  row,
}: {
  row: Pick<ReleaseRow, 'state' | 'late' | 'missing'> & { texts: number }
}) {
  const { t } = useWords()
  const { state, late, missing, texts } = row
  if (state === 'gone')
    return (
      <span className="status published">
        <Icon name="published" />
        {t('releases.standing.gone')}
      </span>
    )
  if (late)
    return (
      <span className="status wrong">
        <Icon name="warn" />
        {t('releases.standing.late')}
      </span>
    )
  if (texts === 0) return <span className="when">{t('releases.standing.empty')}</span>
  if (missing > 0)
    return (
      <span className={state === 'planned' ? 'status wrong' : 'status in_review'}>
        <Icon name={state === 'planned' ? 'warn' : 'in_review'} />
        {t('releases.standing.missing', { count: missing })}
      </span>
    )
  return (
    <span className="status approved">
      <Icon name="check" />
      {t('releases.standing.ready')}
    </span>
  )
}

function Row({ row }: { row: ReleaseRow }) {
  const { t } = useWords()
  const { far } = useWhen()
  const { id, name, members, planned, published } = row
  const at = published?.at ?? planned?.publishAt
  return (
    <li>
      <Link href={`/releases/${id}`} className="title">
        {name}
      </Link>
      <p className="release-facts">
        <Standing row={{ ...row, texts: members.length }} />
        <span className="when">{t('releases.texts', { count: members.length })}</span>
        {at && (
          <span className="when">
            <ExactMoment at={at} />
            {planned && !published && !row.late && ` (${far(new Date(at))})`}
          </span>
        )}
      </p>
    </li>
  )
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const { create } = useReleaseActs()
  const [name, setName] = useState('')
  const [isMissing, setMissing] = useState(false)
  return (
    <ActDialog
      title={t('releases.make_title')}
      intro={t('releases.make_intro')}
      name={t('releases.make_do')}
      onClose={onClose}
      onAct={async () => {
        if (name.trim() === '') return setMissing(true)
        go(`/releases/${await create(name.trim(), [])}`)
      }}
    >
      <TextField
        label={t('releases.name')}
        hint={t('releases.name_hint')}
        value={name}
        onChange={(text) => {
          setName(text)
          setMissing(false)
        }}
        maxLength={200}
        isRequired
        autoFocus
        error={isMissing ? t('releases.name_missing') : undefined}
      />
    </ActDialog>
  )
}
