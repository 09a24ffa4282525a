import { createHash } from 'node:crypto'
import { extensionOf, largest } from '../domain/media.ts'
import { Refusal } from '../domain/media-refusal.ts'
import type { ImportedText } from '../domain/media-task.ts'
import { readDocx } from './docx.ts'
import type { Files } from './files.ts'
import { readClean, type Scan, store } from './take.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The same for the same picture of the same upload, so that reading it again makes nothing twice. */
function pictureIdOf(document: string, bytes: Uint8Array): string {
  const digest = createHash('sha256').update(document).update(bytes).digest()
  return [...digest.subarray(0, 10)].map((byte) => alphabet[byte % 32]).join('')
}

/** A Word file as an article. Its pictures go the way of every picture; those that cannot be shown are told of. */
export async function readDocument(files: Files, { id, key }: { id: string; key: string }, scan: Scan) {
  const bytes = await readClean(files, key, largest.document, scan)
  if (!bytes) return undefined
  const { pictures: found, ...text } = await readDocx(bytes, {
    pictureId: (_, picture) => pictureIdOf(id, picture.bytes),
  })
  const pictures = []
  const dropped: ImportedText['dropped'] = [...text.dropped]
  for (const [index, { bytes: content, type }] of found.entries()) {
    const extension = extensionOf(type.replace('/', '.'))
    try {
      if (!extension) throw new Refusal('type_unknown')
      const given = { id: pictureIdOf(id, content), name: `${index + 1}.${extension}`, extension }
      pictures.push({ ...given, ...(await store(files, content, given)) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      dropped.push({ what: 'picture', count: 1, detail: type })
    }
  }
  return { text: { ...text, dropped }, pictures }
}
