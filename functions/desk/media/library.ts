import type { Media } from '../../domain/library/library.ts'

/** A file of the media library, as lists have it. */
export interface LibraryFile extends Omit<Media, 'upload' | 'original'> {
  updatedAt: string
}

/** Where a file lies at the site; of a picture, the smallest of its sizes that is wide enough. Undefined while it is not ready. */
export function addressOfFile({ file }: Pick<LibraryFile, 'file'>, width = 480): string | undefined {
  if (!file) return undefined
  if (file.kind !== 'picture') return `/media/${file.hash}/${file.file}`
  const size = file.widths.find((each) => each >= width) ?? file.widths.at(-1)
  return `/media/${file.hash}/${size}.webp`
}

/** The sizes in which lists show a picture. */
export function cardOf({ file }: Pick<LibraryFile, 'file'>): string | undefined {
  if (file?.kind !== 'picture') return undefined
  return `/media/${file.hash}/card-${file.cards[0]}.webp`
}
