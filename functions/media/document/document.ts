import { type DocumentFile, isOfKind } from '../../domain/library/file.ts'
import type { FileWarning } from '../../domain/library/file-warning.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { toDownload, type Upload } from '../download.ts'
import type { PublicObject } from '../public-object.ts'
import { checkDocument } from './check.ts'

/** A document for download, byte for byte as it came, once it has been looked through. Throws `Refusal`. */
export async function makeDocument(
  bytes: Uint8Array,
  upload: Upload,
): Promise<{ file: DocumentFile; objects: PublicObject[]; warnings: FileWarning[] }> {
  if (bytes.length === 0) throw new Refusal('empty')
  const { extension } = upload
  if (!isOfKind('document', extension)) throw new Refusal('extension', { extension })
  const warnings = await checkDocument(bytes, extension)
  const { download, object } = toDownload(bytes, upload, 'attachment')
  return { file: { kind: 'document', ...download }, objects: [object], warnings }
}
