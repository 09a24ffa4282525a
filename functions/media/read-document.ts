import { createHash } from 'node:crypto'
import { idFromDigest } from '../domain/id.ts'
import { extensionOf, formats, largest } from '../domain/library/file.ts'
import type { ImportedText } from '../domain/library/task.ts'
import type { Files } from './files.ts'
import { readClean, type Scan } from './take.ts'
import { readDocx } from './word/docx.ts'

/** The same for the same picture of the same upload, so that reading it again makes nothing twice. */
function pictureIdOf(document: string, bytes: Uint8Array): string {
  return idFromDigest(createHash('sha256').update(document).update(bytes).digest())
}

/**
 * A Word file as an article. Making what readers get of each picture takes seconds, so they are put where uploads come in,
 * and looked at one by one like these.
 */
export async function readDocument(files: Files, { id, key }: { id: string; key: string }, scan: Scan) {
  const document = await readClean(files, key, largest.document, scan)
  if (!document) return undefined
  const { pictures: found, ...text } = await readDocx(document, {
    pictureId: (_, picture) => pictureIdOf(id, picture.bytes),
  })
  const pictures = []
  const dropped: ImportedText['dropped'] = [...text.dropped]
  for (const [index, { bytes, type }] of found.entries()) {
    const extension = extensionOf(type.replace('/', '.'))
    if (!extension) {
      dropped.push({ what: 'picture', count: 1, detail: type })
      continue
    }
    const picture = pictureIdOf(id, bytes)
    const place = `incoming/${picture}/${id}`
    await files.keep(place, bytes, formats[extension].type)
    pictures.push({ id: picture, name: `${index + 1}.${extension}`, key: place, bytes: bytes.length })
  }
  return { text: { ...text, dropped }, pictures }
}
