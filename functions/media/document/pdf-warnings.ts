import { constants, inflateSync } from 'node:zlib'
import type { FileWarning } from '../../domain/library/file-warning.ts'
import { latin1 } from '../types.ts'
import { pdfName } from './pdf.ts'

const named = (...names: string[]) => new RegExp(names.map(pdfName).join('|'), 'iu')

/** By the names that a PDF cannot do it without (ISO 32000-1: 12.6.4 actions, 12.7 forms, 7.11 files). */
const signs: [FileWarning, RegExp][] = [
  ['script', named('JavaScript')],
  ['form', new RegExp(`${pdfName('FT')}\\s{0,8}(?:${['Tx', 'Btn', 'Ch'].map(pdfName).join('|')})`, 'iu')],
  // An array or a reference must follow: so short a name stands in pictures by chance.
  ['form', new RegExp(`${pdfName('XFA')}\\s{0,8}(?:\\[|\\d+ \\d+ R)`, 'iu')],
  ['external_reference', named('GoToR', 'SubmitForm', 'ImportData')],
  ['embedded_file', new RegExp(`${pdfName('EF')}\\s{0,8}(?:<<|\\d+ \\d+ R)`, 'iu')],
  ['embedded_file', named('EmbeddedFile', 'RichMedia')],
]

/** Where the objects of newer PDFs lie packed (7.5.7): the name, and within a few hundred characters the stream. */
const packedObjects = new RegExp(pdfName('ObjStm'), 'giu')
const beginning = />>\s{0,8}stream\r?\n/u
const longestHead = 500
const mostOfOne = 5_000_000
/** Bytes that are unpacked of one file; what each stream takes besides, and one that cannot be unpacked. */
const allowance = { bytes: 50_000_000, stream: 1_000, failure: 1_000_000 }

/** Undefined for what is damaged, encrypted, too large or packed in another way. */
function unpacked(bytes: Uint8Array): string | undefined {
  try {
    const options = { maxOutputLength: mostOfOne, finishFlush: constants.Z_SYNC_FLUSH }
    return inflateSync(bytes, options).toString('latin1')
  } catch {
    return undefined
  }
}

function* textsOf(bytes: Uint8Array): Generator<string> {
  const text = latin1(bytes)
  yield text
  let left = allowance.bytes
  for (const { index } of text.matchAll(packedObjects)) {
    left -= allowance.stream
    const start = beginning.exec(text.slice(index, index + longestHead))
    if (start) {
      const begin = index + start.index + start[0].length
      const objects = unpacked(bytes.subarray(begin, begin + mostOfOne))
      left -= objects?.length ?? allowance.failure
      if (objects) yield objects
    }
    if (left < 0) return
  }
}

/** What a PDF holds, in objects that are packed too. What is encrypted is not seen. */
export function findInPdf(bytes: Uint8Array, found: Set<FileWarning>): void {
  for (const text of textsOf(bytes))
    for (const [warning, sign] of signs) if (!found.has(warning) && sign.test(text)) found.add(warning)
}
