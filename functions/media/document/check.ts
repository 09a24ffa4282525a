import type { ExtensionOf } from '../../domain/library/file.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { type Allowance, officeAllowance, zipAllowance } from '../archive/archive.ts'
import { contents, findsPdf, holdsArchive, typeOf } from '../types.ts'
import { checkOffice } from './office.ts'
import { checkCompound } from './old-office.ts'
import { checkPdf } from './pdf.ts'
import { checkPlainArchive } from './plain-archive.ts'

type DocumentExtension = ExtensionOf<'document'>

/** What the content is, looking into the containers that can be several kinds. */
async function kindOf(bytes: Uint8Array, type: string | undefined, allowance: Allowance) {
  if (type === 'cfb') return checkCompound(bytes)
  return type === 'zip' ? checkOffice(bytes, allowance) : type
}

function differs(extension: string, found: string | undefined): Refusal {
  return found
    ? new Refusal('type_differs', { extension, found })
    : new Refusal('type_unknown', { found: '' })
}

/** A ZIP, and ZIPs within it; none within those. */
const deepest = 1

/**
 * Looks through a document, the documents within it too. Throws `Refusal`: `type_differs` and `type_unknown` by its
 * first bytes and what it says of itself, `polyglot` when it is another file as well, and what its kind throws.
 */
export async function checkDocument(bytes: Uint8Array, extension: DocumentExtension): Promise<void> {
  await checkContent(bytes, extension, extension === 'zip' ? zipAllowance() : officeAllowance(), 0)
}

async function checkContent(
  bytes: Uint8Array,
  extension: DocumentExtension,
  allowance: Allowance,
  depth: number,
): Promise<void> {
  if (bytes.length === 0) throw new Refusal('empty')
  const container = contents[extension]
  const type = typeOf(bytes)
  if (type !== container) {
    if (findsPdf(bytes)) throw new Refusal('polyglot', { found: 'pdf' })
    throw differs(extension, await kindOf(bytes, type, allowance))
  }
  if (container !== 'zip' && holdsArchive(bytes)) throw new Refusal('polyglot', { found: 'zip' })
  // A ZIP may hold a PDF as it is, at its very beginning; a document of Office does not.
  if (extension !== 'zip' && findsPdf(bytes)) throw new Refusal('polyglot', { found: 'pdf' })
  if (extension === 'zip') return checkZip(bytes, allowance, depth)
  if (container === 'pdf') return checkPdf(bytes)
  const found = container === 'cfb' ? checkCompound(bytes) : await checkOffice(bytes, allowance)
  if (found !== extension) throw differs(extension, found)
}

async function checkZip(bytes: Uint8Array, allowance: Allowance, depth: number): Promise<void> {
  if (depth > deepest) throw new Refusal('archive_depth')
  await checkPlainArchive(bytes, allowance, (content, extension) =>
    checkContent(content, extension, allowance, depth + 1),
  )
}
