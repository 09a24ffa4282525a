import { createInstance } from 'i18next'
import { importWords } from '../../../locales/index.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { toLine, toText } from '../../domain/text.ts'
import { inWords } from '../../http/refusal-words.ts'
import type { Notice, Reason } from '../notice.ts'
import type { Place } from '../place.ts'

const words = createInstance({
  resources: Object.fromEntries(locales.map((locale) => [locale, { import: importWords[locale] }])),
  fallbackLng: false,
  defaultNS: 'import',
  interpolation: { escapeValue: false },
  initAsync: false,
})
words.init()

export const wordsIn = (locale: Locale) => words.getFixedT(locale, 'import')

const shownMost = 5

function valueText(value: Notice['value'], locale: Locale): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value)
  // Values are as their files have them: whatever they hold stays in one line.
  if (typeof value === 'string') return toLine(toText(value))
  const shown = value
    .slice(0, shownMost)
    .map((each) => toLine(toText(each)))
    .join(', ')
  return value.length > shownMost ? `${shown}… (${value.length})` : shown
}

function reasonText({ field, message }: Reason, locale: Locale): string {
  const said =
    typeof message === 'string'
      ? message
      : 'word' in message
        ? wordsIn(locale)(`reasons.${message.word}`)
        : inWords(message, locale)
  return `${field ? `${field}: ` : ''}${said}`
}

const shownReasons = 3

/** Where somebody reads what is told: what to do about it is done there. */
export type ReadAt = 'command' | 'desk'

/** What is the matter, and what to do about it, in the language of whoever reads it. */
export function tell(
  { code, value, count, reasons }: Notice,
  locale: Locale,
  at: ReadAt = 'command',
): { says: string; todo: string } {
  const t = wordsIn(locale)
  const why = reasons?.slice(0, shownReasons).map((reason) => reasonText(reason, locale))
  const shown = [valueText(value, locale), why?.join('; ')].filter(Boolean).join(': ')
  // Where the desk has words of its own, they stand beside the others: `do_desk`.
  const values = { value: shown, count: count ?? 1, ...(at === 'desk' && { context: at }) }
  return { says: t(`notices.${code}.says`, values), todo: t(`notices.${code}.do`, values) }
}

/** `tin.csv, dòng 4, mục 103` */
export function placeText({ file, row, line, item }: Place, locale: Locale): string {
  const t = wordsIn(locale)
  return [
    file,
    ...(row === undefined
      ? line === undefined || line === 1
        ? []
        : [t('place.line', { line })]
      : [t('place.row', { row })]),
    ...(item === undefined ? [] : [t('place.item', { item })]),
  ].join(', ')
}
