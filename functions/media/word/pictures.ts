import { createHash } from 'node:crypto'
import { largest } from '../../domain/library/file.ts'
import { createCutter } from './crop.ts'
import { type Block, type DropList, type Picture, picturesOf } from './model.ts'
import type { WordPackage } from './package.ts'

export interface ImportedPicture {
  bytes: Uint8Array
  /** Media type by its first bytes. */
  type: string
  alt: string
}

/** Of all pictures of a document: how many, and bytes. */
const most = { pictures: 200, bytes: 100_000_000 }

/** Pictures that the site can show, by the short names of `types.ts`. */
const types = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
} as const
const isShown = (type: string | undefined): type is keyof typeof types => type !== undefined && type in types

/**
 * Takes the pictures of the blocks out of the file, each distinct one once and cropped as Word shows it, and tells the blocks
 * which is theirs. Drawings of other programs (EMF, WMF), which no reader's browser shows, and what is too large are left.
 */
export async function takePictures(
  blocks: readonly Block[],
  file: WordPackage,
  dropped: DropList,
): Promise<ImportedPicture[]> {
  const taken: ImportedPicture[] = []
  const byDigest = new Map<string, number>()
  const bySight = new Map<string, number | undefined>()
  const cut = createCutter()
  let bytes = 0
  let count = 0

  async function take({ part, crop }: Picture): Promise<number | undefined> {
    const type = file.type(part)
    const size = file.size(part)
    if (!isShown(type) || size > largest.picture || bytes + size > most.bytes || count >= most.pictures)
      return undefined
    const content = await file.read(part)
    bytes += content.length
    count += 1
    const seen = crop ? await cut(content, type, crop) : { bytes: content, type: types[type] }
    if (!seen) return undefined
    const digest = createHash('sha256').update(seen.bytes).digest('hex')
    const known = byDigest.get(digest)
    if (known !== undefined) return known
    byDigest.set(digest, taken.length)
    return taken.push({ ...seen, alt: '' }) - 1
  }

  for (const picture of picturesOf(blocks)) {
    const key = `${picture.part} ${JSON.stringify(picture.crop)}`
    if (!bySight.has(key)) bySight.set(key, await take(picture))
    const index = bySight.get(key)
    const imported = index === undefined ? undefined : taken[index]
    if (!imported) dropped.add(picture.crop ? 'cropped_picture' : 'picture', picture.part.split('/').at(-1))
    else {
      picture.index = index
      imported.alt ||= picture.alt
    }
  }
  return taken
}
