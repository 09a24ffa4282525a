import type { Locale } from '../functions/domain/locale.ts'
import enReader from './en/reader.json' with { type: 'json' }
import viReader from './vi/reader.json' with { type: 'json' }

/** The words of every locale by namespace. One more language is one more folder and one more line here. */
export const resources = {
  vi: { reader: viReader },
  en: { reader: enReader },
} satisfies Record<Locale, { reader: typeof viReader }>
