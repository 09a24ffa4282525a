import * as z from 'zod'
import { mediaKinds } from './formats.ts'

export { id as mediaId } from '../id-schema.ts'

/** What may be uploaded stands apart from the schemas, which a browser does not need for it. */
export * from './formats.ts'

export const mediaKind = z.enum(mediaKinds)

/** Which part of a picture matters most: 0 to 1 from the left and from the top. Crops keep it in view. */
export const focus = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
export type Focus = z.infer<typeof focus>

/** 32 hex digits of what a public file was made of; its address never shows anything else. */
const hash = z.string().regex(/^[0-9a-f]{32}$/u)
const pixels = z.int().min(1)

/**
 * A picture as readers get it: under `/media/<hash>/`, rotated, without metadata. `<width>.avif` and `<width>.webp` for
 * each of `widths`, `<fallback>.jpg`; `card-<width>.avif` and `.webp` for each of `cards` (3:2), and `og.jpg`.
 */
export const pictureFile = z.object({
  kind: z.literal('picture'),
  hash,
  /** Of the whole picture, pixels. */
  width: pixels,
  height: pixels,
  /** Ascending; the last one is the largest that is kept. */
  widths: z.array(pixels).min(1),
  fallback: pixels,
  /** Size of the fallback, which is what a picture is downloaded as. */
  bytes: z.int().min(1),
  cards: z.array(pixels).min(1),
  og: z.object({ width: pixels, height: pixels }),
  /** A few pixels as WebP in base64, shown blurred until the picture is there; none for what is transparent. */
  placeholder: z.string().max(1000).optional(),
})
export type PictureFile = z.infer<typeof pictureFile>

/** A file for download, at `/media/<hash>/<file>`. */
export const documentFile = z.object({
  kind: z.literal('document'),
  hash,
  /** Last part of its address, ASCII: `cong-van-12.pdf`. */
  file: z.string(),
  type: z.string(),
  bytes: z.int().min(1),
})
export type DocumentFile = z.infer<typeof documentFile>

/** Sound, at `/media/<hash>/<file>`. `seconds` is its length, rounded up. */
export const audioFile = z.object({
  ...documentFile.shape,
  kind: z.literal('audio'),
  seconds: z.int().min(1),
})
export type AudioFile = z.infer<typeof audioFile>

/** A film, at `/media/<hash>/<file>`: as it came, `width` and `height` as it is shown. */
export const videoFile = z.object({
  ...documentFile.shape,
  kind: z.literal('video'),
  seconds: z.int().min(1),
  width: pixels,
  height: pixels,
})
export type VideoFile = z.infer<typeof videoFile>

/** What is said in a film, in WebVTT, at `/media/<hash>/<file>`. */
export const captionsFile = z.object({ ...documentFile.shape, kind: z.literal('captions') })
export type CaptionsFile = z.infer<typeof captionsFile>

export const mediaFile = z.discriminatedUnion('kind', [
  pictureFile,
  documentFile,
  audioFile,
  videoFile,
  captionsFile,
])
export type MediaFile = z.infer<typeof mediaFile>

/** `/media/<hash>/<file>`: the address of a document or of sound. */
export function filePath({ hash, file }: Pick<DocumentFile, 'hash' | 'file'>): string {
  return `/media/${hash}/${file}`
}

/** Where a picture lies in one of its sizes: `640.webp`, `card-240.avif`, `og.jpg`. */
export function picturePath({ hash }: Pick<PictureFile, 'hash'>, name: string): string {
  return `/media/${hash}/${name}`
}

/** Every address that a file has. */
export function pathsOf(file: MediaFile): string[] {
  if (file.kind !== 'picture') return [filePath(file)]
  const sizes = [...file.widths.map(String), ...file.cards.map((width) => `card-${width}`)]
  const names = sizes.flatMap((size) => [`${size}.avif`, `${size}.webp`])
  return [...names, `${file.fallback}.jpg`, 'og.jpg'].map((name) => picturePath(file, name))
}
