/** @jsxImportSource react */
import { now, parseAbsolute, type ZonedDateTime } from '@internationalized/date'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { timeZone } from '../../domain/dates.ts'
import { type CalendarAnswer, calendarPath, clashesWith, clashesWithin, entriesOf } from '../api/calendar.ts'
import { useApi } from '../api/context.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { DatePicker } from '../ui/date-picker.tsx'
import { clockOf, dayInVietnam } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import { ActDialog } from './act-dialog.tsx'

interface MomentProps {
  label: string
  value: ZonedDateTime
  onChange: (moment: ZonedDateTime) => void
  /** Below it. */
  children?: ReactNode
}

/** A moment by Vietnam's clock, with its weekday, how far off it is, and what the computer's own clock says then. */
function MomentField({ label, value, onChange, children }: MomentProps) {
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

/** Says which other articles go public at about the same time. */
function Clashes({ id, at }: { id: string; at: Date }) {
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
  const others = clashesWith({ id, at: at.toISOString() }, data ?? [])
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

export interface Plan {
  publishAt?: string
  unpublishAt?: string
  reason?: string
}

interface ScheduleDialogProps {
  /** Of the article, or of what goes public together. */
  id: string
  title: string
  /** Only its end is planned: the text is public already, or that is what was asked for. */
  onlyEnd: boolean
  /** When it leaves is not asked. @default it is, where it goes public */
  noEnd?: boolean
  /** What is planned already, or proposed. A moment that has passed is not proposed again. */
  planned?: Plan | undefined
  lang: string
  onClose: () => void
  onAct: (plan: Plan) => Promise<void>
}

/** With seconds and offset, as the API takes a planned moment. */
const written = (moment: ZonedDateTime) => moment.toDate().toISOString()

/** The next full hour, an hour from now at least. */
function soon(): ZonedDateTime {
  return now(timeZone).add({ hours: 2 }).set({ minute: 0, second: 0, millisecond: 0 })
}

/** Of a moment (UTC) that is to come. */
function still(at: string | undefined): ZonedDateTime | undefined {
  return at !== undefined && Date.parse(at) > Date.now() ? parseAbsolute(at, timeZone) : undefined
}

/** When a text goes public, and when it is withdrawn by itself: always by Vietnam's clock. */
export function ScheduleDialog({
  id,
  title,
  onlyEnd,
  noEnd = false,
  planned = {},
  lang,
  onClose,
  onAct,
}: ScheduleDialogProps) {
  const { t } = useWords()
  const [publishAt, setPublishAt] = useState(() => still(planned.publishAt) ?? soon())
  const [ends, setEnds] = useState(onlyEnd)
  const [unpublishAt, setUnpublishAt] = useState(() => still(planned.unpublishAt) ?? soon().add({ days: 30 }))
  return (
    <ActDialog
      title={title}
      name={t('schedule.do')}
      {...(ends && {
        ask: {
          label: t('schedule.reason'),
          hint: t('schedule.reason_hint'),
          isRequired: true,
          lang,
          begun: planned.reason,
        },
      })}
      onClose={onClose}
      onAct={(reason) =>
        onAct({
          ...(!onlyEnd && { publishAt: written(publishAt) }),
          ...(ends && { unpublishAt: written(unpublishAt), reason }),
        })
      }
    >
      {!onlyEnd && (
        <MomentField label={t('schedule.publish')} value={publishAt} onChange={setPublishAt}>
          <Clashes id={id} at={publishAt.toDate()} />
        </MomentField>
      )}
      {!onlyEnd && !noEnd && (
        <Checkbox isSelected={ends} onChange={setEnds}>
          {t('schedule.ends')}
        </Checkbox>
      )}
      {ends && <MomentField label={t('schedule.withdraw')} value={unpublishAt} onChange={setUnpublishAt} />}
    </ActDialog>
  )
}
