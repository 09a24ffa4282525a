import type { Locale } from '../functions/domain/locale.ts'
import enReader from './en/reader.json' with { type: 'json' }
import enRoyalty from './en/royalty.json' with { type: 'json' }
import viReader from './vi/reader.json' with { type: 'json' }
import viRoyalty from './vi/royalty.json' with { type: 'json' }

/** The words of every locale by namespace. One more language is one more folder and one more line here. */
export const resources = {
  vi: { reader: viReader },
  en: { reader: enReader },
} satisfies Record<Locale, { reader: typeof viReader }>

/** Words of royalty statements; apart, so that the reader's function does not carry them. */
export const royaltyWords = { vi: viRoyalty, en: enRoyalty } satisfies Record<Locale, typeof viRoyalty>
