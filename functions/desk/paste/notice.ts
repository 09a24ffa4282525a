import type { LegacyEncoding } from '../../domain/import/legacy-encoding.ts'

/** The program that something was copied from. */
export const sources = [
  ...(['word', 'word-online', 'excel', 'outlook', 'sharepoint', 'google-docs', 'google-sheets'] as const),
  ...(['libreoffice', 'desk', 'web', 'text'] as const),
] as const
export type Source = (typeof sources)[number]

/**
 * A picture that was in what was copied. In the text its place is kept by a figure that names `id`, under which a file can
 * be put into the library (`PUT /media/{id}`): then it stands there without any change to the text.
 */
export interface PastedPicture {
  id: string
  /** `upload`: its bytes are here. `elsewhere`: on another site, at `address`. `missing`: only its file has it. */
  why: 'upload' | 'elsewhere' | 'missing'
  /** Of its file, as far as it is known. */
  name: string
  address?: string
  file?: Blob
}

/** What was left out on purpose. The words for it are in `locales` (`paste.dropped`). */
export const droppedFromPaste = [
  ...(['deleted', 'comments', 'hidden', 'contents', 'promotion', 'equation', 'video'] as const),
  ...(['embedded_object', 'external_sound', 'form_control'] as const),
] as const
export type DroppedFromPaste = (typeof droppedFromPaste)[number]

/** What an editor is told of what they pasted. */
export interface Notice {
  source: Source
  tables: number
  lists: number
  pictures: PastedPicture[]
  /** Addresses of links that lead nowhere from here: their words stay. */
  links: string[]
  /** What its letters were in before Unicode, and a piece of it before and after. */
  encoding?: LegacyEncoding
  letters?: { before: string; after: string }
  dropped: DroppedFromPaste[]
}

/** Whether there is more to say than that something was pasted. */
export function isWorthSaying({
  source,
  tables,
  lists,
  pictures,
  links,
  encoding,
  dropped,
}: Notice): boolean {
  if (source === 'desk') return false
  const counts = tables + lists + pictures.length + links.length + dropped.length
  return counts > 0 || encoding !== undefined
}
