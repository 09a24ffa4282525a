import type { Locale } from '../../domain/locale.ts'

/** `8 phút`: to the minute, and below one to ten seconds, so that it does not jump. */
export function timeLeft(seconds: number, locale: Locale): string {
  const written = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  if (seconds < 55) return written(Math.max(1, Math.ceil(seconds / 10)) * 10, 'second')
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 60) return written(minutes, 'minute')
  const rest = minutes % 60
  return [written(Math.floor(minutes / 60), 'hour'), ...(rest > 0 ? [written(rest, 'minute')] : [])].join(' ')
}
