import { Refusal } from '../../domain/library/refusal.ts'
import type { Archive } from '../archive/archive.ts'
import { latin1 } from '../types.ts'
import { xmlTags } from '../xml/tags.ts'

const kinds: Record<string, string> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/epub+zip': 'epub',
}

/** OpenDocument 1.3 part 2, 3.3: the first entry is called `mimetype`. */
export const isOpenDocument = (archive: Archive) => archive.entries.some(({ name }) => name === 'mimetype')

/** LibreOffice lists its libraries even when there is nothing in them. */
const listOfLibraries = /(?:script|dialog)-l[bc]\.xml$/u
const library = /^(?:Basic|Dialogs|Scripts)\/./iu

/** `odt`, `ods`, `odp`, or another name of what is not taken. Throws `macros` and `encrypted`. */
export async function openDocumentKind(archive: Archive): Promise<string> {
  const [first] = archive.entries
  if (first?.name !== 'mimetype') throw new Refusal('damaged')
  const type = latin1(first.head).trim()
  if (
    archive.entries.some(
      ({ name, isFolder }) => !isFolder && library.test(name) && !listOfLibraries.test(name),
    )
  )
    throw new Refusal('macros')
  if (kinds[type] !== 'epub') await checkManifest(archive, type)
  return kinds[type] ?? (/opendocument\.([a-z-]+)$/u.exec(type)?.[1] || 'zip')
}

async function checkManifest(archive: Archive, type: string): Promise<void> {
  const manifest = await archive.read('META-INF/manifest.xml', 5_000_000)
  if (!manifest) throw new Refusal('damaged')
  const tags = xmlTags(manifest)
  if (tags.some(({ name }) => name === 'encryption-data')) throw new Refusal('encrypted')
  const whole = tags.find(({ attributes }) => attributes['full-path'] === '/')
  if (whole && whole.attributes['media-type'] !== type) throw new Refusal('damaged')
}
