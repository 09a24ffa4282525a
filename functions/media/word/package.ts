import { Refusal } from '../../domain/library/refusal.ts'
import { type ArchiveEntry, checkArchive } from '../archive/archive.ts'
import { archiveKind } from '../document/office.ts'
import { checkCompound } from '../document/old-office.ts'
import { typeOf } from '../types.ts'

/** Bytes of one part. Pictures, of which an import takes no larger ones, are as large. */
const mostBytes = 20_000_000

/** The parts of a Word file (ECMA-376 part 2), of which none is kept unpacked before it is asked for. */
export interface WordPackage {
  has(name: string): boolean
  size(name: string): number
  /** What its first bytes say it is: `typeOf` of `types.ts`. */
  type(name: string): string | undefined
  read(name: string): Promise<Uint8Array>
}

/** Names are compared without regard to case (ECMA-376 part 2, 6.2.2.3). */
const keyOf = (name: string) => name.normalize('NFC').toLowerCase()

/** Opens a Word file in memory. Throws `Refusal` for what is another file, locked, too large or runs programs. */
export async function openPackage(bytes: Uint8Array): Promise<WordPackage> {
  // A password makes a compound file of it, as is a document of an old Word under a new name.
  if (typeOf(bytes) === 'cfb')
    throw new Refusal('type_differs', { extension: 'docx', found: checkCompound(bytes) })
  const archive = await checkArchive(bytes)
  const kind = await archiveKind(archive)
  if (kind !== 'docx') throw new Refusal('type_differs', { extension: 'docx', found: kind })
  const entries = new Map<string, ArchiveEntry>(archive.entries.map((entry) => [keyOf(entry.name), entry]))
  const find = (name: string) => entries.get(keyOf(name))
  return {
    has: (name) => find(name) !== undefined,
    size: (name) => find(name)?.bytes ?? 0,
    type: (name) => typeOf(find(name)?.head ?? new Uint8Array()),
    async read(name) {
      const content = await archive.read(name, mostBytes)
      if (!content) throw new Refusal('damaged')
      return content
    },
  }
}
