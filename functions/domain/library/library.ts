import * as z from 'zod'
import { instant } from '../date-schemas.ts'
import { AppError, wrongFields } from '../errors.ts'
import { perLocale } from '../locale.ts'
import { locale } from '../locale-schemas.ts'
import { refusal, says } from '../rules.ts'
import { shapeOf } from '../shape.ts'
import { line } from '../text-schemas.ts'
import {
  type Extension,
  extensionOf,
  extensions,
  type Focus,
  focus,
  formats,
  largest,
  type MediaFile,
  mediaFile,
  mediaId,
  mediaKind,
} from './file.ts'
import { type FileWarning, fileWarning } from './file-warning.ts'
import { type StrippedPart, strippedPart } from './stripped.ts'

/** What an editor says of a file that they are about to upload. */
export const uploadInput = z.strictObject({
  /** As it is called on their computer; its extension says what it is. */
  name: line(200).refine((name) => extensionOf(name) !== undefined, {
    error: ({ input }) =>
      says(/\.gif$/iu.test(String(input)) ? 'file_gif' : 'file_extension', {
        name: String(input),
        extensions,
      }),
  }),
  /** Its size: no other is taken. */
  bytes: z.int().min(1, { error: says('file_empty') }),
})
export type UploadInput = z.infer<typeof uploadInput>

/** Words for a file, as a proposal for articles that will show it. */
const words = z.strictObject({
  alt: line(500).optional(),
  caption: line(600).optional(),
  credit: line(200).optional(),
})
export const description = z.strictObject(perLocale(() => words.optional()))
export type Description = z.infer<typeof description>

/**
 * `waiting`: for its upload to be completed. `withdrawn`: taken from readers. `removed`: no article may name it any more; its
 * original stays in the private bucket.
 */
export const mediaStatus = z.enum(['waiting', 'ready', 'withdrawn', 'removed'])

/** A file of the media library. Kept as a chain of revisions, like an article. */
export const media = shapeOf(
  z.object({
    id: mediaId,
    name: z.string(),
    kind: mediaKind,
    extension: z.enum(extensions),
    status: mediaStatus,
    createdBy: z.string(),
    createdAt: instant,
    /** Where the last upload that was asked for puts its bytes, in the private bucket, and what it is called. */
    upload: z.object({ key: z.string(), name: z.string(), bytes: z.int() }).optional(),
    /** What readers get. */
    file: mediaFile.optional(),
    /** What it was made of, in the private bucket. */
    original: z.object({ key: z.string(), bytes: z.int() }).optional(),
    /** What an editor should know of what it holds. */
    warnings: z.array(fileWarning).default([]),
    /** What was in it and readers do not get. */
    stripped: z.array(strippedPart).default([]),
    focus: focus.optional(),
    description: z.partialRecord(locale, words).default({}),
    /** Why it was withdrawn. */
    reason: z.string().optional(),
  }),
)
export type Media = z.infer<typeof media>

function refuseTooLarge({ name, bytes }: UploadInput): Extension {
  const extension = extensionOf(name)
  if (!extension) throw new Error(`${name} has no extension that is taken`)
  const { kind } = formats[extension]
  if (bytes <= largest[kind]) return extension
  const message = refusal('file_too_large', { bytes, kind, max: largest[kind] })
  throw wrongFields([{ field: 'bytes', message }])
}

/** A file that is to be uploaded: `key` is where its bytes will lie. */
export function register(
  id: string,
  input: UploadInput,
  { key, by, at }: { key: string; by: string; at: string },
): Media {
  const extension = refuseTooLarge(input)
  return {
    id,
    name: input.name,
    kind: formats[extension].kind,
    extension,
    status: 'waiting',
    createdBy: by,
    createdAt: at,
    upload: { key, ...input },
    warnings: [],
    stripped: [],
    description: {},
  }
}

/** What was taken from readers does not come back by an upload, whoever sends it and whenever it was begun. */
export function requireThere({ id, status }: Media): void {
  if (status === 'withdrawn') throw new AppError('conflict', refusal('file_withdrawn', { id }))
  if (status === 'removed') throw new AppError('conflict', refusal('file_removed', { id }))
}

/** Asks for the bytes once more: again after a failure, or others in place of those that there are. */
export function askAgain(before: Media, input: UploadInput, key: string): Media {
  requireThere(before)
  const extension = refuseTooLarge(input)
  const { kind } = formats[extension]
  if (kind !== before.kind) {
    const message = refusal('file_of_other_kind', { kind, id: before.id, was: before.kind })
    throw wrongFields([{ field: 'name', message }])
  }
  return { ...before, upload: { key, ...input } }
}

/** The bytes came, were looked at, and became `file`. */
export function accept(
  before: Media,
  {
    file,
    original,
    warnings = [],
    stripped = [],
  }: {
    file: MediaFile
    original: NonNullable<Media['original']>
    warnings?: FileWarning[] | undefined
    stripped?: StrippedPart[] | undefined
  },
): Media {
  requireThere(before)
  const { upload, ...rest } = before
  const name = upload?.name ?? before.name
  return {
    ...rest,
    name,
    extension: extensionOf(name) ?? before.extension,
    status: 'ready',
    file,
    original,
    warnings,
    stripped,
  }
}

export function describeFile(before: Media, words: Description): Media {
  requireThere(before)
  return { ...before, description: words }
}

/** A picture cut again around what matters in it. */
export function refocus(before: Media, point: Focus, file: MediaFile): Media {
  return { ...before, focus: point, file }
}

/** Takes a file from readers wherever it is shown. */
export function withdrawFile(before: Media, reason: string): Media {
  if (before.status !== 'ready')
    throw new AppError('conflict', refusal('file_not_public', { id: before.id, status: before.status }))
  return { ...before, status: 'withdrawn', reason }
}

/** Removes a file that nothing needs. */
export function removeFile(before: Media): Media {
  if (before.status === 'removed')
    throw new AppError('conflict', refusal('file_removed_before', { id: before.id }))
  const { upload: _, original: __, ...rest } = before
  return { ...rest, status: 'removed' }
}
