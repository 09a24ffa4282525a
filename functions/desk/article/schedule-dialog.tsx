/** @jsxImportSource react */
import { getLocalTimeZone, now, parseAbsolute, type ZonedDateTime } from '@internationalized/date'
import { useState } from 'react'
import { timeZone } from '../../domain/dates.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { DatePicker } from '../ui/date-picker.tsx'
import { useWords } from '../words.tsx'
import { ActDialog } from './act-dialog.tsx'

interface MomentProps {
  label: string
  value: ZonedDateTime
  onChange: (moment: ZonedDateTime) => void
}

/** A moment by Vietnam's clock, with its weekday, how far off it is, and what the computer's own clock says then. */
function MomentField({ label, value, onChange }: MomentProps) {
  const { t, locale } = useWords()
  const date = value.toDate()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(date)
  const hours = Math.round((date.getTime() - Date.now()) / 3_600_000)
  const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  const far =
    Math.abs(hours) < 48 ? distance.format(hours, 'hour') : distance.format(Math.round(hours / 24), 'day')
  const here = getLocalTimeZone()
  const elsewhere =
    value.offset === value.toDate().getTimezoneOffset() * -60_000
      ? ''
      : t('schedule.here', {
          at: new Intl.DateTimeFormat(locale, {
            dateStyle: 'short',
            timeStyle: 'short',
            timeZone: here,
          }).format(date),
          zone: here,
        })
  return (
    <DatePicker
      label={label}
      hint={`${t('schedule.when', { weekday, far })}${elsewhere && ` ${elsewhere}`}`}
      value={value}
      onChange={(moment) => moment && onChange(moment)}
      granularity="minute"
      hourCycle={24}
      hideTimeZone
    />
  )
}

export interface Plan {
  publishAt?: string
  unpublishAt?: string
  reason?: string
}

interface ScheduleDialogProps {
  title: string
  /** The text is public already, so that only its end can be planned. */
  isLive: boolean
  /** The moment that is planned already, UTC. */
  planned?: string | undefined
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

/** When a text goes public, and when it is withdrawn by itself: always by Vietnam's clock. */
export function ScheduleDialog({ title, isLive, planned, lang, onClose, onAct }: ScheduleDialogProps) {
  const { t } = useWords()
  const [publishAt, setPublishAt] = useState(() => (planned ? parseAbsolute(planned, timeZone) : soon()))
  const [ends, setEnds] = useState(isLive)
  const [unpublishAt, setUnpublishAt] = useState(() => soon().add({ days: 30 }))
  return (
    <ActDialog
      title={title}
      name={t('schedule.do')}
      {...(ends && {
        ask: { label: t('schedule.reason'), hint: t('schedule.reason_hint'), isRequired: true, lang },
      })}
      onClose={onClose}
      onAct={(reason) =>
        onAct({
          ...(!isLive && { publishAt: written(publishAt) }),
          ...(ends && { unpublishAt: written(unpublishAt), reason }),
        })
      }
    >
      {!isLive && <MomentField label={t('schedule.publish')} value={publishAt} onChange={setPublishAt} />}
      {!isLive && (
        <Checkbox isSelected={ends} onChange={setEnds}>
          {t('schedule.ends')}
        </Checkbox>
      )}
      {ends && <MomentField label={t('schedule.withdraw')} value={unpublishAt} onChange={setUnpublishAt} />}
    </ActDialog>
  )
}
