import { createHash } from 'node:crypto'
import { largest } from '../../domain/library/file.ts'
import { type Block, type DropList, picturesOf } from './model.ts'
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
const types: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
}

/**
 * Takes the pictures of the blocks out of the file, each distinct one once, and tells the blocks which is theirs. Drawings
 * of other programs (EMF, WMF), which no reader's browser shows, and what is too large are left.
 */
export async function takePictures(
  blocks: readonly Block[],
  file: WordPackage,
  dropped: DropList,
): Promise<ImportedPicture[]> {
  const taken: ImportedPicture[] = []
  const byDigest = new Map<string, number>()
  const byPart = new Map<string, number | undefined>()
  let bytes = 0
  let count = 0

  async function take(part: string): Promise<number | undefined> {
    const type = types[file.type(part) ?? '']
    const size = file.size(part)
    if (!type || size > largest.picture || bytes + size > most.bytes || count >= most.pictures)
      return undefined
    const content = await file.read(part)
    bytes += content.length
    count += 1
    const digest = createHash('sha256').update(content).digest('hex')
    const known = byDigest.get(digest)
    if (known !== undefined) return known
    byDigest.set(digest, taken.length)
    return taken.push({ bytes: content, type, alt: '' }) - 1
  }

  for (const picture of picturesOf(blocks)) {
    if (!byPart.has(picture.part)) byPart.set(picture.part, await take(picture.part))
    const index = byPart.get(picture.part)
    const imported = index === undefined ? undefined : taken[index]
    if (!imported) dropped.add('picture', picture.part.split('/').at(-1))
    else {
      picture.index = index
      imported.alt ||= picture.alt
    }
  }
  return taken
}
