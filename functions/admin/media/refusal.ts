import type { Context } from 'hono'
import { createInstance } from 'i18next'
import { mediaWords } from '../../../locales/index.ts'
import { AppError } from '../../domain/errors.ts'
import { fileWarning } from '../../domain/library/file-warning.ts'
import type { MediaAnswer } from '../../domain/library/task.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { askedLocale } from '../../http/asked-locale.ts'

const words = createInstance({
  resources: Object.fromEntries(locales.map((locale) => [locale, { media: mediaWords[locale] }])),
  fallbackLng: false,
  defaultNS: 'media',
  interpolation: { escapeValue: false },
  initAsync: false,
})
words.init()

/** `20 MB`; what people read of a number of bytes. */
function megabytes(bytes: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1_000_000,
  )
}

/** `script form` as people say it. */
function named(warnings: string, locale: Locale): string {
  const t = words.getFixedT(locale, 'media')
  const names = warnings.split(' ').map((code) => t(`warnings.${fileWarning.parse(code)}`))
  return new Intl.ListFormat(locale).format(names)
}

type Refused = Extract<MediaAnswer, { outcome: 'refused' }>

function textOf({ code, parameters }: Refused, locale: Locale): string {
  const inSize = code === 'too_large' || code === 'archive_size'
  const shown = Object.entries(parameters).map(([name, value]) => {
    if (typeof value !== 'number') return [name, code === 'active' ? named(value, locale) : value]
    return [name, inSize ? megabytes(value, locale) : new Intl.NumberFormat(locale).format(value)]
  })
  return words.getFixedT(locale, 'media')(`refusals.${code}`, Object.fromEntries(shown))
}

/** Why a file is not taken, in the language of whoever asks. */
export function refusalOf(c: Context, refused: Refused): AppError {
  const message = textOf(refused, askedLocale(c))
  const named = { rule: `file_${refused.code}`, params: refused.parameters }
  return new AppError('invalid', message, { named, fields: [{ field: 'file', message, named }] })
}
