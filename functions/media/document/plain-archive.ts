import { type ExtensionOf, extensionOf, isOfKind, largest } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { type Allowance, type ArchiveEntry, checkArchive } from '../archive/archive.ts'
import { asEntryName, entryExtension } from '../archive/names.ts'
import { contents, typeOf } from '../types.ts'
import { archiveKind } from './office.ts'

/** What else than the formats of uploads may be in a ZIP: by extension, how it begins; undefined is plain text. */
const others: Record<string, string | undefined> = {
  gif: 'gif',
  tif: 'tif',
  tiff: 'tif',
  txt: undefined,
  csv: undefined,
}

const shown = ({ name }: ArchiveEntry) => new Refusal('archive_entry', { name: asEntryName(name) })

/** What macOS puts beside the files: harmless, and in every archive made there. */
function isOfMacos({ name, head }: ArchiveEntry): boolean {
  return /(?:^|\/)(?:\._[^/]*|\.DS_Store)$/u.test(name) && (typeOf(head) === 'macos' || head.length === 0)
}

/** By its first bytes, for what is not looked through. */
function checkHead(entry: ArchiveEntry, expected: string | undefined): void {
  const found = typeOf(entry.head)
  if (expected !== found && entry.bytes > 0) throw shown(entry)
}

type CheckDocument = (bytes: Uint8Array, extension: ExtensionOf<'document'>) => Promise<void>

/** Which refusals of a document within say enough without its name. */
const plain = new Set([
  'macros',
  'remote_template',
  'remote_content',
  'encrypted',
  'archive_count',
  'archive_size',
  'archive_depth',
])

/**
 * Looks through a ZIP of documents, pictures and sound, and through the documents in it as if they had been uploaded
 * alone. `archive_entry` names what is none of these.
 */
export async function checkPlainArchive(
  bytes: Uint8Array,
  allowance: Allowance,
  checkDocument: CheckDocument,
): Promise<void> {
  const archive = await checkArchive(bytes, allowance)
  const found = await archiveKind(archive)
  if (found !== 'zip') throw new Refusal('type_differs', { extension: 'zip', found })
  if (archive.entries.every(({ isFolder }) => isFolder)) throw new Refusal('empty')
  for (const entry of archive.entries) {
    if (entry.isFolder || isOfMacos(entry)) continue
    const extension = extensionOf(entry.name)
    if (!extension) {
      const other = entryExtension(entry.name)
      if (!(other in others)) throw shown(entry)
      checkHead(entry, others[other])
    } else if (isOfKind('document', extension)) {
      const content = await archive.read(entry.name, largest.document)
      await checkDocument(content ?? new Uint8Array(), extension).catch((error: unknown) => {
        throw error instanceof Refusal && !plain.has(error.code) ? shown(entry) : error
      })
    } else checkHead(entry, contents[extension])
  }
}
