/** @jsxImportSource react */
import type { ZonedDateTime } from '@internationalized/date'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type CalendarAnswer, calendarPath, clashesWith, clashesWithin, entriesOf } from '../api/calendar.ts'
import { useApi } from '../api/context.tsx'
import { DatePicker } from '../ui/date-picker.tsx'
import { clockOf, dayInVietnam } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'

interface MomentProps {
  label: string
  value: ZonedDateTime
  onChange: (moment: ZonedDateTime) => void
  /** Below it. */
  children?: ReactNode
}

/** A moment by Vietnam's clock, with its weekday, how far off it is, and what the computer's own clock says then. */
export function MomentField({ label, value, onChange, children }: MomentProps) {
  const { t } = useWords()
  const { weekday, far, elsewhere } = useWhen()
  const date = value.toDate()
  const said = [t('schedule.when', { weekday: weekday(date), far: far(date) }), elsewhere(date)]
  return (
    <>
      <DatePicker
        label={label}
        hint={said.filter(Boolean).join(' ')}
        value={value}
        onChange={(moment) => moment && onChange(moment)}
        granularity="minute"
        hourCycle={24}
        hideTimeZone
      />
      {children}
    </>
  )
}

interface ClashesProps {
  /** Of what goes public then. */
  ids: readonly string[]
  at: Date
}

/** Says which other articles go public at about the same time. */
function Clashes({ ids, at }: ClashesProps) {
  const { t } = useWords()
  const api = useApi()
  // Around midnight two days.
  const [from, to] = [-clashesWithin, clashesWithin].map((off) => dayInVietnam(new Date(at.getTime() + off)))
  const path = calendarPath(from ?? '', to ?? '')
  const { data } = useQuery({
    queryKey: ['calendar', 'clashes', path],
    // While a year is typed it is one of long ago.
    enabled: at.getTime() > Date.now(),
    queryFn: async ({ signal }) => entriesOf((await api.read<CalendarAnswer>(path, { signal })).data),
  })
  const strangers = (data ?? []).filter(({ id }) => !ids.includes(id))
  const others = clashesWith({ at: at.toISOString() }, strangers)
  return (
    <div role="status">
      {others.length > 0 && (
        <Notice tone="warn">
          <p>{t('schedule.clash', { count: others.length })}</p>
          <ul>
            {others.map((each) => (
              <li key={each.id}>
                {clockOf(each.at)} <span lang={each.locale}>{each.title}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}

type PublicationProps = Pick<MomentProps, 'value' | 'onChange'> & Pick<ClashesProps, 'ids'>

/** When something goes public, and what else does at about that time. */
export function PublicationMoment({ ids, value, onChange }: PublicationProps) {
  const { t } = useWords()
  return (
    <MomentField label={t('schedule.publish')} value={value} onChange={onChange}>
      <Clashes ids={ids} at={value.toDate()} />
    </MomentField>
  )
}
