/** @jsxImportSource react */
import { lazy, Suspense, useRef, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { isPermitted } from '../../domain/people/permissions.ts'
import { entriesOf } from '../api/calendar.ts'
import { useDesk } from '../api/desk.ts'
import { useMe } from '../api/newsroom.ts'
import { addressOf as listAddress, noFilters } from '../articles/filters.ts'
import { late } from '../shell/late.ts'
import { Screen } from '../shell/screen.tsx'
import { useScreenActs } from '../shell/screen-acts.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { dayInVietnam } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { zoneElsewhere } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import { addressOf, isFiltered, movedBy, readShown, type Shown, type View } from './address.ts'
import type { Asked, Board, Dragged } from './board.ts'
import { CalendarBar, CalendarFilters } from './calendar-bar.tsx'
import { daysOfWeek, weekOf, weeksOfMonth } from './days.ts'
import { Days } from './days-list.tsx'
import { byDay } from './entries.ts'
import { Month } from './month.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { Unplanned } from './unplanned.tsx'
import { useCalendar } from './use-calendar.ts'

const MoveRelease = late(async () => (await import('./move-release.tsx')).MoveRelease, 'releases')
const SlotDialog = lazy(async () => ({ default: (await import('./slot-dialog.tsx')).SlotDialog }))

/** A phone has no room for a table of seven columns. */
const usualView = (): View => (matchMedia('(max-width: 37.49rem)').matches ? 'list' : 'month')

/** What is planned and what went public, in all languages, by Vietnam's clock. */
export function Calendar() {
  const { t } = useWords()
  const [, go] = useLocation()
  const search = useSearch()
  const today = dayInVietnam(new Date())
  const shown = readShown(search, { view: usualView(), day: today })
  const show = (next: Shown) => go(addressOf(next))
  useScreenActs([
    { name: t('calendar.before'), run: () => show(movedBy(shown, -1)) },
    { name: t('calendar.after'), run: () => show(movedBy(shown, 1)) },
    { name: t('calendar.to_today'), run: () => show({ ...shown, day: today }) },
  ])
  return (
    <Screen title={t('calendar.title')}>
      <CalendarBar shown={shown} today={today} onChange={show} />
      <CalendarFilters shown={shown} onChange={show} />
      <Notes />
      <Plans shown={shown} today={today} onChange={show} />
    </Screen>
  )
}

/** Whose clock it is, and what is late, wherever in the calendar that may be. */
function Notes() {
  const { t } = useWords()
  const { data: desk } = useDesk()
  const zone = zoneElsewhere(new Date())
  const lateTexts = desk?.data.counts.late ?? 0
  const releases = desk?.data.counts.releases
  const troubled = Math.max(releases?.late ?? 0, releases?.unready ?? 0)
  return (
    <>
      <p className="when">{zone === undefined ? t('calendar.zone') : t('calendar.other_zone', { zone })}</p>
      {troubled > 0 && (
        <Notice tone="wrong">
          <p>
            <Link href="/releases?state=planned">{t('calendar.releases.troubled', { count: troubled })}</Link>
          </p>
        </Notice>
      )}
      {lateTexts > 0 && (
        <Notice tone="wrong">
          <p>
            <Link href={listAddress({ ...noFilters, state: 'late' })}>
              {t('calendar.late', { count: lateTexts })}
            </Link>
          </p>
        </Notice>
      )}
    </>
  )
}

interface PlansProps {
  shown: Shown
  today: string
  onChange: (shown: Shown) => void
}

function Plans({ shown, today, onChange }: PlansProps) {
  const { t } = useWords()
  const { data: me } = useMe()
  const [asked, setAsked] = useState<Asked>()
  const dragged = useRef<Dragged>(undefined)
  const [, setDragging] = useState(false)
  const close = () => setAsked(undefined)
  const isWeek = shown.view === 'week'
  const { entries, releases, looks, slots, isPending, error, refetch } = useCalendar(
    isWeek ? [weekOf(shown.day)] : weeksOfMonth(shown.day),
  )
  const mayIntend = me !== undefined && isPermitted(me, 'intend')
  const mayPlanAtAll = me !== undefined && isPermitted(me, 'schedule')
  const board: Board = {
    entries: entriesOf({ entries, releases }),
    today,
    mayPlan: (section) =>
      mayPlanAtAll && (!me.sections || (section !== undefined && me.sections.includes(section))),
    mayRelease: mayPlanAtAll,
    isInside: (section) => !me?.sections || me.sections.includes(section),
    mayIntend,
    onAsk: setAsked,
    dragged: () => dragged.current,
    onDrag: (what) => {
      dragged.current = what
      setDragging(what !== undefined)
    },
  }
  const days = byDay([...slots, ...looks, ...releases, ...entries], shown)
  const month = shown.day.slice(0, 7)
  const listed = [...days.keys()].filter((day) => day.startsWith(month))
  const wanted = isWeek ? daysOfWeek(weekOf(shown.day)) : listed
  const isEmpty = !isPending && !error && (isWeek ? days.size : listed.length) === 0
  return (
    <>
      {error ? <Trouble error={error} onRetry={refetch} /> : null}
      {mayIntend && (
        <p className="acts">
          <Link href="/releases" className="button">
            {t('shell.releases')}
          </Link>
          <Button onPress={() => setAsked({ kind: 'slot', day: shown.day < today ? today : shown.day })}>
            {t('calendar.slots.add')}
          </Button>
        </p>
      )}
      <div className={mayPlanAtAll ? 'calendar-page' : ''}>
        <div data-region>
          {shown.view === 'month' ? (
            <Month shown={shown} days={days} board={board} />
          ) : (
            <Days wanted={wanted} days={days} board={board} isWeek={isWeek} />
          )}
          {/* Below, so that nothing moves under a hand that carries something. */}
          {isPending && <Loading />}
          {isEmpty && <Empty shown={shown} onChange={onChange} />}
        </div>
        {mayPlanAtAll && <Unplanned board={board} />}
      </div>
      {(asked?.kind === 'plan' || asked?.kind === 'cancel') && <PlanDialog asked={asked} onClose={close} />}
      {asked?.kind === 'release' && (
        <Suspense>
          <MoveRelease asked={asked} onClose={close} />
        </Suspense>
      )}
      {asked?.kind === 'slot' && (
        <Suspense>
          <SlotDialog slot={asked.slot} day={asked.day} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

/** Says what the place is for, and offers the one thing to do. */
function Empty({ shown, onChange }: Omit<PlansProps, 'today'>) {
  const { t } = useWords()
  const { view, day } = shown
  return (
    <div className="empty">
      <p>{t(isFiltered(shown) ? 'calendar.none_found' : 'calendar.none')}</p>
      <p className="acts">
        {isFiltered(shown) ? (
          <Button onPress={() => onChange({ view, day })}>{t('articles.clear')}</Button>
        ) : (
          <Link href={listAddress({ ...noFilters, state: 'approved' })}>{t('calendar.to_approved')}</Link>
        )}
      </p>
    </div>
  )
}
