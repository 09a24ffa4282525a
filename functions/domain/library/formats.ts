export const mediaKinds = ['picture', 'document', 'audio', 'video', 'captions'] as const
export type MediaKind = (typeof mediaKinds)[number]

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
