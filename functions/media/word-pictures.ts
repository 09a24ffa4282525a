import { createHash } from 'node:crypto'
import { largest } from '../domain/media.ts'
import { type Block, type DropList, picturesOf } from './word-model.ts'
import type { WordPackage } from './word-package.ts'

export interface ImportedPicture {
  bytes: Uint8Array
  /** Media type by its first bytes. */
  type: string
  alt: string
}

/** Of all pictures of a document: how many, and bytes. */
const most = { pictures: 200, bytes: 100_000_000 }

const signatures: [type: string, pattern: RegExp][] = [
  ['image/jpeg', /^\xff\xd8\xff/u],
  ['image/png', /^\x89PNG\r\n/u],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/u],
  ['image/avif', /^[\s\S]{4}ftypavi[fs]/u],
]

/** The type of a picture that the site can show; its form is checked by whoever makes the sizes of it. */
function typeOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return signatures.find(([, pattern]) => pattern.test(head))?.[0]
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

  async function take(part: string): Promise<number | undefined> {
    const size = file.has(part) ? file.size(part) : Number.POSITIVE_INFINITY
    if (size > largest.picture || bytes + size > most.bytes || taken.length >= most.pictures) return undefined
    const content = await file.read(part)
    bytes += content.length
    const type = typeOf(content)
    if (!type) return undefined
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
