import { isUtf8 } from 'node:buffer'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { detectLegacyEncoding } from '../../../functions/domain/import/legacy-encoding.ts'
import { NotAnOldPage } from './old-page.ts'

/** A page of the old portal has a few kB; what is larger is something else. */
const largestFile = 1_000_000

/** The files that a path names: itself, or every .txt in it and below, always in the same order. */
export async function findPageFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Error('there is no such file or folder')
  if (!found.isDirectory()) return [path]
  const names = await readdir(path, { recursive: true })
  const pages = names.filter((name) => /\.txt$/iu.test(name)).sort()
  if (pages.length === 0) throw new Error('there is no .txt file in this folder')
  return pages.map((name) => join(path, name))
}

function brokenLineOf(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline + 1
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end
  }
  return line
}

/**
 * The text of a file: UTF-8, or bytes of an 8-bit Vietnamese font as windows-1252 shows them, which is how the tables of
 * these fonts know them. Throws `NotAnOldPage` for anything else.
 */
export async function readPageFile(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > largestFile) throw new Error(`has ${size} bytes; a page has at most ${largestFile}`)
  const bytes = await readFile(file)
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const asShown = new TextDecoder('windows-1252').decode(bytes)
  if (detectLegacyEncoding(asShown)) return asShown
  throw new NotAnOldPage(
    brokenLineOf(bytes),
    'expected text in UTF-8, found other bytes; save the page as UTF-8',
  )
}
