/** @jsxImportSource react */
import { type CalendarDate, parseDate } from '@internationalized/date'
import { useWords } from '../words.tsx'
import { DatePicker } from './date-picker.tsx'

export interface DayFieldProps {
  label: string
  /** Shown as long as there is no day; then its weekday is. */
  hint?: string
  /** `2026-11-27`: a day of the calendar in Vietnam. */
  value: string | undefined
  isReadOnly?: boolean
  /** It cannot be taken out again. */
  isRequired?: boolean
  error?: string | undefined
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

/** What a field of a day is made of. Loaded on demand. */
export function DayPicker({
  label,
  hint,
  value,
  isReadOnly = false,
  isRequired = false,
  error,
  onChange,
}: DayFieldProps) {
  const { t, locale } = useWords()
  const day = value ? dayOf(value) : null
  return (
    <DatePicker
      label={label}
      hint={day ? weekdayOf(day, locale) : hint}
      value={day}
      granularity="day"
      isReadOnly={isReadOnly}
      isRequired={isRequired}
      error={error}
      onChange={(chosen) => onChange(chosen?.toString())}
      clear={
        day && !isReadOnly && !isRequired
          ? { name: t('days.clear', { label }), onClear: () => onChange(undefined) }
          : undefined
      }
    />
  )
}
