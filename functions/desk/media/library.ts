import type { MediaFile } from '../../domain/library/file.ts'
import type { Media } from '../../domain/library/library.ts'

/** A file of the media library, as lists have it. Moments are UTC instants. */
export interface LibraryFile extends Omit<Media, 'upload' | 'original'> {
  updatedAt: string
}

/** The same with whoever changed it last, and how many articles use it, up to a hundred. */
export interface LibraryRow extends LibraryFile {
  updatedBy: string
  usedIn: number
}

type Held = { file?: MediaFile | undefined }

/** Where a file lies at the site; of a picture, the smallest of its sizes that is wide enough. Undefined while it is not ready. */
export function addressOfFile({ file }: Held, width = 480): string | undefined {
  if (!file) return undefined
  if (file.kind !== 'picture') return `/media/${file.hash}/${file.file}`
  const size = file.widths.find((each) => each >= width) ?? file.widths.at(-1)
  return `/media/${file.hash}/${size}.webp`
}

/** The sizes in which lists show a picture. */
export function cardOf({ file }: Held): string | undefined {
  if (file?.kind !== 'picture') return undefined
  return `/media/${file.hash}/card-${file.cards[0]}.webp`
}

/** What a file is called in a list: what it shows, in the language of the desk or another, else its name. */
export function nameOf(
  { description, name }: Pick<LibraryFile, 'description' | 'name'>,
  locale: string,
): string {
  const words = Object.entries(description).toSorted(
    ([a], [b]) => Number(b === locale) - Number(a === locale),
  )
  return words.map(([, each]) => each?.alt).find(Boolean) ?? name
}
