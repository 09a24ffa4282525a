/** @jsxImportSource react */
import { dateline, inVietnam, shortDate, timeZone } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import { useWords } from '../words.tsx'

const dayOf = (at: string) => inVietnam(at).slice(0, 10)
/** `10:39` by the clock in Vietnam. */
export const clockOf = (at: string) => inVietnam(at).slice(11, 16)
/** `2026-11-27` of a moment, in Vietnam. */
export const dayInVietnam = (at: Date) => dayOf(at.toISOString())

/** One for each language: to make one takes longer than to write a moment with it, and the form says one at every letter. */
function formats(options: Intl.DateTimeFormatOptions): (locale: Locale) => Intl.DateTimeFormat {
  const made = new Map<Locale, Intl.DateTimeFormat>()
  return (locale) => {
    const format = made.get(locale) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options })
    made.set(locale, format)
    return format
  }
}

const daysOf = formats({ dateStyle: 'short' })
const clocksOf = formats({ timeStyle: 'medium', hourCycle: 'h23' })

/** `10:41:07` by the clock in Vietnam; with the day, where that is another one. */
export function momentOf(at: number | string, locale: Locale): string {
  const date = new Date(at)
  const day = daysOf(locale).format(date)
  const time = clocksOf(locale).format(date)
  return day === daysOf(locale).format(new Date()) ? time : `${time}, ${day}`
}

/** A moment as it is said in passing: today by the clock alone. */
export function useMoment(): (at: string) => string {
  const { t, locale } = useWords()
  return (at) => {
    const today = new Date()
    const clock = clockOf(at)
    if (dayOf(at) === dayInVietnam(today)) return clock
    const yesterday = new Date(today.getTime() - 86_400_000)
    if (dayOf(at) === dayInVietnam(yesterday)) return t('moment.yesterday', { clock })
    return shortDate(at, locale)
  }
}

/** The same, with the whole date for whoever asks for it. */
export function Moment({ at }: { at: string }) {
  const { locale } = useWords()
  const inPassing = useMoment()
  return (
    <time dateTime={at} title={dateline(at, locale)}>
      {inPassing(at)}
    </time>
  )
}
