import { languages } from '../../locales/languages.ts'
import { type FileLabel, formats } from '../domain/library/file.ts'
import { type Locale, otherLocales, perLocale } from '../domain/locale.ts'
import { parseUrl } from '../domain/url.ts'

/** Made once: making one takes longer than a hundred uses of it. */
const numbers = perLocale((locale) => new Intl.NumberFormat(locale))
const languageNames = perLocale((locale) => new Intl.DisplayNames([locale], { type: 'language' }))

/** `1.204` in Vietnamese, `1,204` in English. */
export function count(value: number, locale: Locale): string {
  return numbers[locale].format(value)
}

/** What a language is called by another one's dictionary: `tiếng Nhật`, or its tag where that knows no name. */
export function nameOfLanguage(tag: string, locale: Locale): string {
  return languageNames[locale].of(tag) ?? tag
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** `1,2 MB` in Vietnamese, `1.2 MB` in English; 1 kB is 1,000 bytes (SI). */
export function fileSize(bytes: number, locale: Locale): string {
  let power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  // 999,950 bytes round to 1,000.0 kB, which nobody writes.
  if (power < units.length - 1 && Math.round(bytes / 1000 ** power) >= 1000) power += 1
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power)
}

/** `4:05`, or `1:02:09` from an hour on. */
export function playingTime(seconds: number): string {
  const clock = new Date(seconds * 1000).toISOString().slice(11, 19)
  return clock.replace(/^00:0?/u, '').replace(/^0(?=\d:\d\d:)/u, '')
}

/** The host of a web address, as people know it: without `www.`. */
export function hostOf(address: string): string {
  return parseUrl(address)?.host.replace(/^www\./u, '') ?? address
}

const ownLabels = new Map<string, FileLabel>(Object.values(formats).map(({ type, label }) => [type, label]))

/** Of files on other sites, which may be of any type. */
const otherLabels = [
  [/rtf/u, 'word'],
  [/spreadsheet|ms-excel|csv/u, 'sheet'],
  [/presentation|powerpoint/u, 'slides'],
  [/^text\//u, 'text'],
  [/^image\//u, 'image'],
  [/^audio\//u, 'audio'],
  [/^video\//u, 'video'],
  [/zip|compressed|x-rar|x-tar/u, 'archive'],
] as const

/** What a media type is to a reader: words of `file` in `reader.json`. */
export function fileLabel(type: string): FileLabel | (typeof otherLabels)[number][1] | 'other' {
  return ownLabels.get(type) ?? otherLabels.find(([pattern]) => pattern.test(type))?.[1] ?? 'other'
}

/**
 * The language of a name shared by all locales (a byline, a source), where it is visibly not that of the page, so that
 * a screen reader pronounces it (WCAG 2.2, 3.1.2).
 */
export function languageOfName(name: string, page: Locale): Locale | undefined {
  return otherLocales(page).find((other) => languages[other].letters?.test(name.normalize('NFC')))
}
