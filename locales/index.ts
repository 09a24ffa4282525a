import type { Locale } from '../functions/domain/locale.ts'
import enApi from './en/api.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enMedia from './en/media.json' with { type: 'json' }
import enPreview from './en/preview.json' with { type: 'json' }
import enReader from './en/reader.json' with { type: 'json' }
import enRoyalty from './en/royalty.json' with { type: 'json' }
import viApi from './vi/api.json' with { type: 'json' }
import viDesk from './vi/desk.json' with { type: 'json' }
import viMedia from './vi/media.json' with { type: 'json' }
import viPreview from './vi/preview.json' with { type: 'json' }
import viReader from './vi/reader.json' with { type: 'json' }
import viRoyalty from './vi/royalty.json' with { type: 'json' }

/** The words of every locale by namespace. One more language is one more folder and one more line here. */
export const resources = {
  vi: { reader: viReader },
  en: { reader: enReader },
} satisfies Record<Locale, { reader: typeof viReader }>

/** Words around a preview, for whoever comes by a link. */
export const previewWords = { vi: viPreview, en: enPreview } satisfies Record<Locale, typeof viPreview>

/** Words of royalty statements; apart, so that the reader's function does not carry them. */
export const royaltyWords = { vi: viRoyalty, en: enRoyalty } satisfies Record<Locale, typeof viRoyalty>

/** Words of the description of the editors' API. */
export const apiWords = { vi: viApi, en: enApi } satisfies Record<Locale, typeof viApi>

/** Why a file is not taken, for editors. */
export const mediaWords = { vi: viMedia, en: enMedia } satisfies Record<Locale, typeof viMedia>
/** Words of the editors' desk. */
export const deskWords = {
  vi: { desk: viDesk },
  en: { desk: enDesk },
} satisfies Record<Locale, { desk: typeof viDesk }>
