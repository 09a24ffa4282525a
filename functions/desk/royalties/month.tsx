/** @jsxImportSource react */
import { monthName } from '../../domain/dates.ts'
import { dayInVietnam } from '../ui/moment.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'

/** `2026-11`, by the clock in Vietnam. */
export const thisMonth = () => dayInVietnam(new Date()).slice(0, 7)

const pattern = /^\d{4}-(?:0[1-9]|1[0-2])$/u
export const isMonth = (text: string | null): text is string => text !== null && pattern.test(text)

/** The month that is `count` months before another. */
function monthBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 - count)).toISOString().slice(0, 7)
}

const offered = 36

interface MonthProps {
  label: string
  value: string
  onChange: (month: string) => void
  /** What stands first, for all months. */
  every?: { id: string; name: string }
}

/** A month of the last three years, and the one that the address names. */
export function MonthSelect({ label, value, onChange, every }: MonthProps) {
  const { locale } = useWords()
  const last = Array.from({ length: offered }, (_, count) => monthBefore(thisMonth(), count))
  const months = isMonth(value) && !last.includes(value) ? [...last, value] : last
  return (
    <Select
      label={label}
      choices={[...(every ? [every] : []), ...months.map((id) => ({ id, name: monthName(id, locale) }))]}
      value={value}
      onChange={onChange}
    />
  )
}
