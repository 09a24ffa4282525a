/** @jsxImportSource react */
import { type CalendarDate, parseDate } from '@internationalized/date'
import { Button } from '../ui/button.tsx'
import { DatePicker } from '../ui/date-picker.tsx'
import { useWords } from '../words.tsx'

interface EventDateProps {
  /** `2026-11-27`: a day of the calendar in Vietnam. */
  value: string | undefined
  isReadOnly: boolean
  error: string | undefined
  onChange: (day: string | undefined) => void
}

/** What was typed before there was this field need not be a day. */
function dayOf(text: string): CalendarDate | null {
  try {
    return parseDate(text)
  } catch {
    return null
  }
}

/** The weekday of a day, which belongs to no time zone. */
function weekdayOf(day: CalendarDate, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day.toDate('UTC'))
}

/** When what the article tells of takes place. */
export function EventDate({ value, isReadOnly, error, onChange }: EventDateProps) {
  const { t, locale } = useWords()
  const day = value ? dayOf(value) : null
  return (
    <div className="stack">
      <DatePicker
        label={t('article.event')}
        hint={day ? weekdayOf(day, locale) : t('article.event_hint')}
        value={day}
        granularity="day"
        isReadOnly={isReadOnly}
        error={error}
        onChange={(chosen) => onChange(chosen?.toString())}
      />
      {value && !isReadOnly && (
        <Button look="quiet" onPress={() => onChange(undefined)}>
          {t('article.event_remove')}
        </Button>
      )}
    </div>
  )
}
