import { Refusal } from '../../domain/library/refusal.ts'
import { namesProgram } from '../archive/names.ts'
import { latin1 } from '../types.ts'

/** Acrobat looks for `%%EOF` in the last 1024 bytes; some writers add a little more. */
const tail = 2048

/** The source of a pattern for a name, each letter written as itself or as `#` and its code (ISO 32000-1, 7.3.5). */
export function pdfName(name: string): string {
  const letters = [...name].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`)
  return `/${letters.join('')}(?![A-Za-z0-9])`
}

const launch = new RegExp(pdfName('Launch'), 'iu')

/** Names of files, of what is embedded among others: `/F (name)`, `/UF <hex>` (7.11.3). */
const fileName = /\/U?F\s{0,8}(?:\(([^()]{1,600})\)|<([0-9A-Fa-f\s]{2,1200})>)/gu

/** What all programs for Windows say, some 78 bytes after their beginning, to those who start them under DOS. */
const greeting = 'This program'

function holdsProgram(text: string): boolean {
  for (let at = text.indexOf(greeting); at >= 0; at = text.indexOf(greeting, at + 1))
    if (/stream\r?\nMZ/u.test(text.slice(Math.max(0, at - 100), at))) return true
  return false
}

/** The name of an embedded file as plain letters: from hex, without the zero bytes of UTF-16. */
function nameOf(literal: string | undefined, hex: string | undefined): string {
  const text = literal ?? Buffer.from((hex ?? '').replace(/\s/gu, ''), 'hex').toString('latin1')
  return text.replaceAll('\0', '').replaceAll('\\000', '')
}

/** Addresses of pages end in `.com` too. */
const isProgram = (name: string) => !name.includes('://') && namesProgram(name)

/**
 * Refuses a PDF that is cut off, or that starts programs as far as can be seen without unpacking it. Not looked at:
 * compressed object streams and encrypted names, in which the same can be hidden (the scanner for malware does that),
 * JavaScript, which readers' programs confine (`findInPdf` names it), and whether a password is needed to read it.
 */
export function checkPdf(bytes: Uint8Array): void {
  const end = latin1(bytes, bytes.length - tail)
  const startOfTable = /startxref\s+(\d{1,10})\s+%%EOF.{0,1100}$/su.exec(end)?.[1]
  const text = latin1(bytes)
  if (startOfTable) checkTable(bytes, Number(startOfTable))
  else if (!isWholeWithoutTable(text, end)) throw new Refusal('damaged')
  if (launch.test(text) || holdsProgram(text)) throw new Refusal('macros')
  for (const [, literal, hex] of text.matchAll(fileName))
    if (isProgram(nameOf(literal, hex))) throw new Refusal('macros')
}

/**
 * Whether a PDF that never had a table of its objects is whole all the same: programs for reading find them one by one then
 * (ISO 32000-1, annex C.2). What has a table somewhere, and none at its end, was cut off. Nothing of what is looked for below
 * is found by that table, so nothing hides behind its absence.
 */
function isWholeWithoutTable(text: string, end: string): boolean {
  const root = /trailer\s{0,8}<<.{0,400}?\/Root\s{1,8}(\d{1,9})\s{1,8}\d{1,5}\s{1,8}R\b.{0,1600}%%EOF/su.exec(
    end,
  )?.[1]
  if (root === undefined || text.includes('startxref')) return false
  const begun = [...text.matchAll(/(?<!\d)(\d{1,9})\s{1,8}\d{1,5}\s{1,8}obj\b/gu)]
  const ended = text.match(/\bendobj\b/gu)?.length ?? 0
  return begun.length > 0 && begun.length === ended && begun.some(([, number]) => number === root)
}

/** The number at the end leads to the table of objects; a file cut off between two versions of itself ends in 0. */
function checkTable(bytes: Uint8Array, at: number): void {
  // Writers are often wrong by a few bytes, and all readers forgive that.
  const near = latin1(bytes, at - 64, at + 64)
  if (at === 0 || at >= bytes.length || !/xref|\d\s+obj/u.test(near)) throw new Refusal('damaged')
}
