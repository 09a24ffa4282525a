/** Days of Vietnam, `2026-11-27`. They carry no clock, so that counting in UTC is exact. */
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayAt = (moment: number) => new Date(moment).toISOString().slice(0, 10)
const dayLength = 86_400_000

export const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(at(text)) && dayAt(at(text)) === text

export const addDays = (day: string, days: number) => dayAt(at(day) + days * dayLength)

/** The same day of another month, or its last one. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, number = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(number, last)))
}

/** The Monday with which its week begins. */
export const weekOf = (day: string) => addDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7))

export const daysOfWeek = (monday: string) => [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))

/** Mondays of all weeks that a month has a day in. */
export function weeksOfMonth(day: string): string[] {
  const first = `${day.slice(0, 7)}-01`
  const end = addMonths(first, 1)
  const weeks: string[] = []
  for (let monday = weekOf(first); monday < end; monday = addDays(monday, 7)) weeks.push(monday)
  return weeks
}
