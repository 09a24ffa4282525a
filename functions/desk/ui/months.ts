import { monthOf } from '../../domain/dates.ts'

/** This month of Vietnam (`2026-11`) and those before it, the last one first. */
export function lastMonths(count: number, now = new Date()): string[] {
  const [year = 0, month = 0] = monthOf(now.toISOString()).split('-').map(Number)
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 - index, 1)).toISOString().slice(0, 7),
  )
}
