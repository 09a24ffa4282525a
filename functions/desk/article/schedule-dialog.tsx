/** @jsxImportSource react */
import { getLocalTimeZone, now, parseAbsolute, type ZonedDateTime } from '@internationalized/date'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { timeZone } from '../../domain/dates.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Icon } from '../ui/icon.tsx'
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
      className="field"
      value={value}
      onChange={(moment) => moment && onChange(moment)}
      granularity="minute"
      hourCycle={24}
      hideTimeZone
    >
      <Label className="label">{label}</Label>
      <Group className="input moment">
        <DateInput>{(segment) => <DateSegment segment={segment} className="segment" />}</DateInput>
        <AriaButton className="button quiet">
          <Icon name="scheduled" />
        </AriaButton>
      </Group>
      <Text slot="description" className="hint">
        {t('schedule.when', { weekday, far })}
        {elsewhere && ` ${elsewhere}`}
      </Text>
      <Popover className="popover">
        <AriaDialog className="dialog">
          <Calendar>
            <header className="acts">
              <AriaButton slot="previous" className="button quiet">
                <Icon name="left" />
              </AriaButton>
              <Heading />
              <AriaButton slot="next" className="button quiet">
                <Icon name="right" />
              </AriaButton>
            </header>
            <CalendarGrid className="month">
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>{(day) => <CalendarCell date={day} className="day" />}</CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </AriaDialog>
      </Popover>
    </DatePicker>
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
