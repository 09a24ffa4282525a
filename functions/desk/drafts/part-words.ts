import { timeZone } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Translate } from '../words.tsx'
import type { Part } from './content.ts'

/** What a part is called. */
export const partName = (t: Translate, part: Part): string =>
  part === 'shared' ? t('drafts.shared') : t(`languages.${part}`)

/** Its words have a language; those that languages share are the desk's. */
export const langOf = (part: Part): string | undefined => (part === 'shared' ? undefined : part)

const today = (locale: Locale) => new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short' })
const clock = (locale: Locale) =>
  new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium', hourCycle: 'h23' })

/** `10:41:07` by the clock in Vietnam; with the day, where that is another one. */
export function momentOf(at: number | string, locale: Locale): string {
  const date = new Date(at)
  const day = today(locale).format(date)
  const time = clock(locale).format(date)
  return day === today(locale).format(new Date()) ? time : `${time}, ${day}`
}
