import type { FileWarning } from '../../domain/library/file-warning.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { namesProgram } from '../archive/names.ts'
import { latin1 } from '../types.ts'
import { type CompoundEntry, readCompoundFile } from './compound-file.ts'

const mostStream = 50_000_000

/** Storages and streams in which Office keeps programs ([MS-OVBA] 2.2.1, [MS-DOC] 2.1, [MS-XLS] 2.1). */
const vba = /^(?:_VBA_PROJECT|_VBA_PROJECT_CUR|VBA|Macros|PROJECTwm)$/iu

/** The stream that makes a compound file the document it is. */
const mainStreams: [RegExp, string, (main: CompoundEntry) => void][] = [
  [/^WordDocument$/iu, 'doc', checkWord],
  [/^(?:Workbook|Book)$/iu, 'xls', checkWorkbook],
  [/^PowerPoint Document$/iu, 'ppt', checkPresentation],
]

/** [MS-DOC] 2.5.2: base of the FIB. `0x0100` is encrypted, `0x8000` obfuscated by the old XOR. */
function checkWord(main: CompoundEntry): void {
  const base = main.read(32)
  if (base.length < 32 || base.readUInt16LE(0) !== 0xa5ec) throw new Refusal('damaged')
  if ((base.readUInt16LE(10) & 0x8100) !== 0) throw new Refusal('encrypted')
}

const record = { beginning: 0x0809, end: 0x0a, password: 0x2f, sheet: 0x85 }

/** [MS-XLS] 2.1.4: the records at the beginning list the sheets; those of Excel 4 macros are of type 1. */
function checkWorkbook(main: CompoundEntry): void {
  const stream = main.read(mostStream)
  if (stream.length < 4 || stream.readUInt16LE(0) !== record.beginning) throw new Refusal('damaged')
  for (let at = 0; at + 4 <= stream.length; ) {
    const kind = stream.readUInt16LE(at)
    if (kind === record.end) return
    if (kind === record.password) throw new Refusal('encrypted')
    if (kind === record.sheet && (stream[at + 9] === 1 || stream[at + 9] === 6)) throw new Refusal('macros')
    at += 4 + stream.readUInt16LE(at + 2)
  }
  throw new Refusal('damaged')
}

/** [MS-PPT] 2.4.10: a VbaInfoContainer with its atom, in which `fHasMacros` is the number at 20. */
const vbaInfo = Buffer.from('0f00ff031400000002000004', 'hex')

function checkPresentation(main: CompoundEntry): void {
  const stream = main.read(mostStream)
  for (let at = stream.indexOf(vbaInfo); at >= 0; at = stream.indexOf(vbaInfo, at + 1))
    if (at + 24 <= stream.length && stream.readUInt32LE(at + 20) !== 0) throw new Refusal('macros')
}

/** A file of any kind put into a document ("Package"): its name stands before its bytes. */
function checkPackage(object: CompoundEntry): void {
  const text = latin1(object.read(4096))
  if (text.split('\0').some(namesProgram) || /MZ.{70,90}This program/su.test(text))
    throw new Refusal('macros')
}

/** Files put into it: as OLE has it ([MS-OLEDS] 2.3.6), and the storages that Word and Excel keep them in. */
const embedded = /^(?:.Ole10Native|_\d{9,10}|MBD[0-9A-F]{2,8})$/iu

/**
 * Looks through a compound file, and tells what it is: `doc`, `xls`, `ppt`, or `cfb` for another. Documents put into it
 * are looked through for macros, not for what they load. `found` is told that there are some; forms of this old kind
 * and links to other files are not looked for.
 */
export function checkCompound(bytes: Uint8Array, found = new Set<FileWarning>()): string {
  const entries = readCompoundFile(bytes)
  const has = (name: RegExp) => entries.some((entry) => name.test(entry.name))
  if (has(/^(?:EncryptedPackage|EncryptedSummary)$/iu)) throw new Refusal('encrypted')
  if (has(vba)) throw new Refusal('macros')
  for (const entry of entries) if (entry.name.toLowerCase() === '\x01ole10native') checkPackage(entry)
  if (has(embedded)) found.add('embedded_file')
  for (const [name, kind, check] of mainStreams) {
    const main = entries.find((entry) => entry.isStream && entry.isTop && name.test(entry.name))
    if (!main) continue
    check(main)
    return kind
  }
  return 'cfb'
}
