/** @jsxImportSource react */
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Member } from '../../domain/people/member.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { mostMembers } from '../../domain/release/most-members.ts'
import { useMe, usePeople, useSettings } from '../api/newsroom.ts'
import { Refusal } from '../api/refusal.ts'
import type { Release } from '../api/releases.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Menu, type MenuAct } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import { AddTexts } from './add-texts.tsx'
import { ExactMoment } from './exact-moment.tsx'
import { Members } from './members.tsx'
import { type ReleaseAsked, ReleaseDialog } from './release-dialog.tsx'
import { inputOf, type Known, useRelease, useReleaseActs } from './use-releases.ts'

/** One release: its texts, what is missing of each, and the one next act. */
export function ReleaseScreen({ id }: { id: string }) {
  const { t } = useWords()
  const { data, error, isPending, refetch } = useRelease(id)
  const { data: me } = useMe()
  if (data && me) return <Shown known={data} me={me} reload={() => void refetch()} />
  return (
    <Screen title={t('shell.releases')}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
    </Screen>
  )
}

interface ShownProps {
  known: Known
  me: Member
  reload: () => void
}

function Shown({ known, me, reload }: ShownProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const { release } = known.data
  const [asked, setAsked] = useState<ReleaseAsked>()
  const [trouble, setTrouble] = useState<unknown>()
  const { write } = useReleaseActs()
  const isOver = release.state === 'gone' || release.state === 'dropped'
  const mayChange = !isOver && isPermitted(me, 'schedule')

  /** Writes other texts into it; where somebody was faster, says who. */
  const change = async (members: Release['members']) => {
    setTrouble(undefined)
    try {
      await write(release.id, inputOf({ ...release, members }), known.tag)
      say(t('releases.saved'))
    } catch (error) {
      setTrouble(error)
      if (error instanceof Refusal && error.code === 'stale') reload()
    }
  }
  return (
    <Screen title={release.name} acts={mayChange && <Acts release={release} onAsk={setAsked} />}>
      <p>
        <Link href={`/releases?state=${isOver ? 'gone' : release.state}`}>{t('releases.back')}</Link>
      </p>
      {release.note && <p className="release-note">{release.note}</p>}
      <State release={release} />
      {trouble !== undefined && <Trouble error={trouble} />}
      <Members release={release} mayChange={mayChange} onChange={(members) => void change(members)} />
      {mayChange && release.members.length < mostMembers && (
        <AddTexts release={release} onAdd={(more) => change([...release.members, ...more])} />
      )}
      {asked && (
        <ReleaseDialog
          asked={asked}
          known={known}
          onClose={() => setAsked(undefined)}
          onDone={(act) => act === 'discard' && go('/releases?state=preparing')}
        />
      )}
    </Screen>
  )
}

/** The one next act, and the others in a menu. */
function Acts({ release, onAsk }: { release: Release; onAsk: (asked: ReleaseAsked) => void }) {
  const { t } = useWords()
  const { data: settings } = useSettings()
  const { members, state } = release
  const [first] = members.filter(({ why }) => why)
  const isReady = members.length > 0 && !first
  const frozen = settings?.frozen ? t('releases.frozen') : undefined
  const why = isReady ? undefined : t('releases.not_ready_yet')
  const act = (id: ReleaseAsked['act'], more: Partial<MenuAct> = {}): MenuAct => ({
    id,
    name: t(id === 'schedule' && state === 'planned' ? 'releases.acts.move' : `releases.acts.${id}`),
    ...more,
    onAction: () => onAsk({ act: id }),
  })
  return (
    <div className="acts">
      {first && (
        <Link href={`/a/${first.article}/${first.locale}`} className="button main">
          {t('releases.show_first')}
        </Link>
      )}
      {isReady && (
        <Button look="main" onPress={() => onAsk({ act: 'schedule' })}>
          {t(state === 'planned' ? 'releases.acts.move' : 'releases.acts.schedule')}
        </Button>
      )}
      <Menu
        label={t('releases.acts.more')}
        groups={[
          [
            ...(isReady ? [] : [act('schedule', state === 'planned' ? {} : { why })]),
            act('publish', { why: why ?? frozen }),
            act('rename'),
          ],
          [
            ...(state === 'planned' ? [act('unschedule', { isDanger: true })] : []),
            act('discard', { isDanger: true }),
          ],
        ]}
      />
    </div>
  )
}

/** When it goes public, or went, and that something is in the way. */
function State({ release }: { release: Release }) {
  const { t } = useWords()
  const { far, elsewhere } = useWhen()
  const { data: people } = usePeople()
  const { state, planned, published, members, late } = release
  const missing = members.filter(({ why }) => why).length
  if (published)
    return (
      <Notice tone="done">
        <p>
          {t('releases.gone', { name: people?.find(({ id }) => id === published.by)?.name ?? published.by })}{' '}
          <ExactMoment at={published.at} />
        </p>
      </Notice>
    )
  if (state === 'dropped')
    return (
      <Notice>
        <p>{t('releases.dropped')}</p>
      </Notice>
    )
  const date = planned && new Date(planned.publishAt)
  return (
    <>
      {planned && date && (
        <Notice tone={late || missing > 0 ? 'wrong' : 'info'}>
          <p>
            {t(late ? 'releases.was_planned' : 'releases.planned', { name: planned.by.name })}{' '}
            <strong>
              <ExactMoment at={planned.publishAt} />
            </strong>{' '}
            ({far(date)}) {elsewhere(date)}
          </p>
          {missing > 0 && <p>{t('releases.will_not', { count: missing })}</p>}
        </Notice>
      )}
      {!planned && members.length > 0 && (
        <Notice tone={missing > 0 ? 'warn' : 'done'}>
          <p>{missing > 0 ? t('releases.missing', { count: missing }) : t('releases.ready')}</p>
        </Notice>
      )}
    </>
  )
}
