import type { ExtensionOf } from '../../domain/library/file.ts'
import { type FileWarning, orderedWarnings } from '../../domain/library/file-warning.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { type Allowance, officeAllowance, zipAllowance } from '../archive/archive.ts'
import { contents, findsPdf, holdsArchive, typeOf } from '../types.ts'
import { checkOffice } from './office.ts'
import { checkCompound } from './old-office.ts'
import { checkPdf } from './pdf.ts'
import { findInPdf } from './pdf-warnings.ts'
import { checkPlainArchive } from './plain-archive.ts'

type DocumentExtension = ExtensionOf<'document'>

/** What the content is, looking into the containers that can be several kinds. */
async function kindOf(bytes: Uint8Array, type: string | undefined, allowance: Allowance) {
  if (type === 'cfb') return checkCompound(bytes)
  return type === 'zip' ? checkOffice(bytes, allowance, new Set()) : type
}

function differs(extension: string, found: string | undefined): Refusal {
  return found
    ? new Refusal('type_differs', { extension, found })
    : new Refusal('type_unknown', { found: '' })
}

/** A ZIP, and ZIPs within it; none within those. */
const deepest = 1

/** What is used up and found while documents are looked through, one within the other. */
interface Search {
  allowance: Allowance
  found: Set<FileWarning>
}

/**
 * Looks through a document, the documents within it too, and names what an editor should know of. Throws `Refusal`:
 * `type_differs` and `type_unknown` by its first bytes and what it says of itself, `polyglot` when it is another file as
 * well, and what its kind throws.
 */
export async function checkDocument(bytes: Uint8Array, extension: DocumentExtension): Promise<FileWarning[]> {
  const allowance = extension === 'zip' ? zipAllowance() : officeAllowance()
  const found = new Set<FileWarning>()
  await checkContent(bytes, extension, { allowance, found }, 0)
  return orderedWarnings(found)
}

async function checkContent(
  bytes: Uint8Array,
  extension: DocumentExtension,
  search: Search,
  depth: number,
): Promise<void> {
  if (bytes.length === 0) throw new Refusal('empty')
  const container = contents[extension]
  const type = typeOf(bytes)
  const { allowance, found } = search
  if (type !== container) {
    if (findsPdf(bytes)) throw new Refusal('polyglot', { found: 'pdf' })
    throw differs(extension, await kindOf(bytes, type, allowance))
  }
  if (container !== 'zip' && holdsArchive(bytes)) throw new Refusal('polyglot', { found: 'zip' })
  // A ZIP may hold a PDF as it is, at its very beginning; a document of Office does not.
  if (extension !== 'zip' && findsPdf(bytes)) throw new Refusal('polyglot', { found: 'pdf' })
  if (extension === 'zip') return checkZip(bytes, search, depth)
  if (container === 'pdf') {
    checkPdf(bytes)
    return findInPdf(bytes, found)
  }
  const kind = container === 'cfb' ? checkCompound(bytes, found) : await checkOffice(bytes, allowance, found)
  if (kind !== extension) throw differs(extension, kind)
}

async function checkZip(bytes: Uint8Array, search: Search, depth: number): Promise<void> {
  if (depth > deepest) throw new Refusal('archive_depth')
  await checkPlainArchive(bytes, search.allowance, (content, extension) =>
    checkContent(content, extension, search, depth + 1),
  )
}
