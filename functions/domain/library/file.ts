import * as z from 'zod'

export { id as mediaId } from '../id-schema.ts'

export const mediaKind = z.enum(['picture', 'document', 'audio', 'video', 'captions'])
export type MediaKind = z.infer<typeof mediaKind>

const megabyte = 1_000_000

/** What a file is called to a reader: words of `file` in `locales/<locale>/reader.json`. */
export type FileLabel =
  | 'pdf'
  | 'word'
  | 'sheet'
  | 'slides'
  | 'image'
  | 'audio'
  | 'video'
  | 'captions'
  | 'archive'

interface Format {
  kind: MediaKind
  /** Media type that the file is served with; of a picture, that it comes with. */
  type: string
  label: FileLabel
}

/** What may be uploaded, by the extension of its name; `functions/media/types.ts` says how each begins. What is not written here is refused (no SVG, HTML, macros, programs). */
export const formats = {
  jpg: { kind: 'picture', type: 'image/jpeg', label: 'image' },
  jpeg: { kind: 'picture', type: 'image/jpeg', label: 'image' },
  png: { kind: 'picture', type: 'image/png', label: 'image' },
  webp: { kind: 'picture', type: 'image/webp', label: 'image' },
  avif: { kind: 'picture', type: 'image/avif', label: 'image' },
  pdf: { kind: 'document', type: 'application/pdf', label: 'pdf' },
  docx: {
    kind: 'document',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    label: 'word',
  },
  xlsx: {
    kind: 'document',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    label: 'sheet',
  },
  pptx: {
    kind: 'document',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    label: 'slides',
  },
  odt: { kind: 'document', type: 'application/vnd.oasis.opendocument.text', label: 'word' },
  ods: { kind: 'document', type: 'application/vnd.oasis.opendocument.spreadsheet', label: 'sheet' },
  odp: { kind: 'document', type: 'application/vnd.oasis.opendocument.presentation', label: 'slides' },
  zip: { kind: 'document', type: 'application/zip', label: 'archive' },
  doc: { kind: 'document', type: 'application/msword', label: 'word' },
  xls: { kind: 'document', type: 'application/vnd.ms-excel', label: 'sheet' },
  ppt: { kind: 'document', type: 'application/vnd.ms-powerpoint', label: 'slides' },
  mp3: { kind: 'audio', type: 'audio/mpeg', label: 'audio' },
  m4a: { kind: 'audio', type: 'audio/mp4', label: 'audio' },
  ogg: { kind: 'audio', type: 'audio/ogg', label: 'audio' },
  mp4: { kind: 'video', type: 'video/mp4', label: 'video' },
  webm: { kind: 'video', type: 'video/webm', label: 'video' },
  vtt: { kind: 'captions', type: 'text/vtt', label: 'captions' },
} as const satisfies Record<string, Format>
export type Extension = keyof typeof formats
export type ExtensionOf<Kind extends MediaKind> = {
  [Each in Extension]: (typeof formats)[Each]['kind'] extends Kind ? Each : never
}[Extension]
export const extensions = Object.keys(formats) as [Extension, ...Extension[]]

export function isOfKind<Kind extends MediaKind>(
  kind: Kind,
  extension: Extension,
): extension is ExtensionOf<Kind> {
  return formats[extension].kind === kind
}

/** The largest file of each kind, bytes. */
export const largest: Record<MediaKind, number> = {
  picture: 20 * megabyte,
  document: 50 * megabyte,
  audio: 100 * megabyte,
  video: 200 * megabyte,
  captions: 2 * megabyte,
}

/** Pixels of the largest picture. */
export const mostPixels = 50_000_000

/** `Ảnh.JPG` -> `jpg`; undefined for what may not be uploaded. */
export function extensionOf(name: string): Extension | undefined {
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
  return extensions.find((each) => each === extension)
}

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
