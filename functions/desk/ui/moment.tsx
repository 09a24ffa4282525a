/** @jsxImportSource react */
import { dateline, inVietnam, shortDate } from '../../domain/dates.ts'
import { useWords } from '../words.tsx'

const dayOf = (at: string) => inVietnam(at).slice(0, 10)
/** `10:39` by the clock in Vietnam. */
export const clockOf = (at: string) => inVietnam(at).slice(11, 16)
/** `2026-11-27` of a moment, in Vietnam. */
export const dayInVietnam = (at: Date) => dayOf(at.toISOString())

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
