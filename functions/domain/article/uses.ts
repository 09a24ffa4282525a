import { AppError, type RefusedField, requireRight } from '../errors.ts'
import type { MediaFile, MediaKind } from '../library/file.ts'
import { type Locale, locales } from '../locale.ts'
import { refusal } from '../rules.ts'
import type { Article, Translation } from './article.ts'

/** Files of the media library, by id. */
export type Files = Readonly<Record<string, MediaFile>>

/** A place where a file is named, and what kind of file may stand there. */
export interface MediaUse {
  id: string
  field: string
  kinds: readonly MediaKind[]
}

const anyKind: readonly MediaKind[] = ['picture', 'document', 'audio', 'video']

const kindOfTag: Record<string, readonly MediaKind[]> = {
  img: ['picture'],
  audio: ['audio'],
  video: ['video'],
  track: ['captions'],
  a: anyKind,
}

/** A body is always as `cleanBody` writes it, so that no parser is needed to find what it names. */
const reference =
  /<(?<tag>img|audio|video|track|a) (?:src|href)="media:(?<id>[0-9a-z]{10})"(?: poster="media:(?<poster>[0-9a-z]{10})")?/gu

/** Files named in a body, in its order. */
export function usesInBody(body: string, field = 'body'): MediaUse[] {
  return [...body.matchAll(reference)].flatMap(({ groups: { tag = '', id = '', poster } = {} }) => {
    const kinds = kindOfTag[tag] ?? []
    return [{ id, field, kinds }, ...(poster ? [{ id: poster, field, kinds: ['picture'] as const }] : [])]
  })
}

type Shared = Pick<Article, 'leadImage' | 'attachments'>
type Text = Pick<Translation, 'body' | 'audio'>

export function usesInShared({ leadImage, attachments }: Shared): MediaUse[] {
  return [
    ...(leadImage ? [{ id: leadImage.media, field: 'leadImage.media', kinds: ['picture'] as const }] : []),
    ...attachments.flatMap(({ media }, index) =>
      media ? [{ id: media, field: `attachments.${index}.media`, kinds: anyKind }] : [],
    ),
  ]
}

export function usesInText({ body, audio }: Text, path = ''): MediaUse[] {
  return [
    ...(audio?.media ? [{ id: audio.media, field: `${path}audio.media`, kinds: ['audio'] as const }] : []),
    ...usesInBody(body, `${path}body`),
  ]
}

/** Every place where a file is named of what readers of one language get. */
export function usesFor(article: Article, locale: Locale): MediaUse[] {
  const text = article.translations[locale]
  return [...usesInShared(article), ...(text ? usesInText(text, `translations.${locale}.`) : [])]
}

/** Every place of an article where a file is named. */
export function usesOf(content: Shared & { translations: Partial<Record<Locale, Text>> }): MediaUse[] {
  return [
    ...usesInShared(content),
    ...locales.flatMap((locale) => {
      const text = content.translations[locale]
      return text ? usesInText(text, `translations.${locale}.`) : []
    }),
  ]
}

/** Those of the files that are named, each once. */
export function filesOf(uses: readonly MediaUse[], files: Files): Record<string, MediaFile> {
  const ids = [...new Set(uses.map(({ id }) => id))].sort()
  return Object.fromEntries(
    ids.flatMap((id) => {
      const file = files[id]
      return file ? [[id, file] as const] : []
    }),
  )
}

/** Each is noted at every act on the article. */
const mostFiles = 100

/**
 * The files that an article names. Refuses what is not in the library, and what stands where it cannot be shown, of all of
 * it or of the part that is written.
 */
export function requireFiles(
  content: Parameters<typeof usesOf>[0],
  files: Files,
  written: readonly MediaUse[] = usesOf(content),
): Record<string, MediaFile> {
  const uses = usesOf(content)
  const count = new Set(uses.map(({ id }) => id)).size
  if (count > mostFiles)
    throw new AppError('invalid', refusal('too_many_files', { held: count, max: mostFiles }))
  const wrong = written.flatMap(({ id, field, kinds }): RefusedField[] => {
    const file = files[id]
    if (!file) return [{ field, message: refusal('not_in_library', { id }) }]
    if (kinds.includes(file.kind)) return []
    return [{ field, message: refusal('wrong_kind', { id, kind: file.kind, kinds }) }]
  })
  requireRight(wrong)
  return filesOf(uses, files)
}

/** Pictures in a body that nobody has described yet: neither in words nor as mere decoration (`alt=""`). */
function undescribed(body: string): number {
  return body.match(/<img src="[^"]*">/gu)?.length ?? 0
}

/** Refuses to let a text go on whose pictures say nothing to those who cannot see them (WCAG 2.2, 1.1.1). */
export function requireDescriptions({ leadImage }: Shared, { alt, body }: Translation, locale: Locale): void {
  const path = `translations.${locale}`
  const fields: RefusedField[] = []
  if (leadImage && !leadImage.decorative && !alt) {
    fields.push({ field: `${path}.alt`, message: refusal('describe_lead') })
  }
  const count = undescribed(body)
  if (count > 0) {
    fields.push({ field: `${path}.body`, message: refusal('describe_pictures', { held: count }) })
  }
  requireRight(fields)
}
