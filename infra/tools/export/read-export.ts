import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ExportLine, exportLine, type FileLine, faultOf, sha256 } from './line.ts'
import { linesFile } from './write-export.ts'

/** What is wrong with an export, and in which line. */
export interface Fault {
  line: number
  what: string
}

interface Numbered {
  number: number
  text: string
}

async function* textsIn(folder: string): AsyncGenerator<Numbered> {
  let number = 0
  for await (const text of createInterface({ input: createReadStream(join(folder, linesFile)) })) {
    number += 1
    yield { number, text }
  }
}

function read(text: string): ExportLine | undefined {
  try {
    return exportLine.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const pathOf = (folder: string, { bucket, key }: Pick<FileLine, 'bucket' | 'key'>) =>
  join(folder, 'files', bucket, key)

/** A key never leads out of the folder. */
const isInside = (key: string) => !key.split(/[/\\]/u).includes('..') && !key.startsWith('/')

/** Why a file cannot be taken: it is not there, or not the one that was written. */
export async function faultOfFile(folder: string, line: FileLine): Promise<string | undefined> {
  const name = `${line.bucket}/${line.key}`
  if (!isInside(line.key)) return `${name} is no name of a file`
  const bytes = await readFile(pathOf(folder, line)).catch(() => undefined)
  if (!bytes) return `the file ${name} is missing`
  return sha256().update(bytes).digest('hex') === line.sha256 ? undefined : `the file ${name} was changed`
}

/** Everything that is wrong with an export, by itself: nothing is asked for. */
export async function faultsIn(folder: string): Promise<Fault[]> {
  if (!(await stat(join(folder, linesFile)).catch(() => undefined)))
    return [{ line: 0, what: `there is no ${linesFile}: the export was not finished` }]
  const faults: Fault[] = []
  const before = sha256()
  const found: Record<string, number> = {}
  let end: Extract<ExportLine, { kind: 'end' }> | undefined
  let last = 0
  for await (const { number, text } of textsIn(folder)) {
    last = number
    const line = read(text)
    if (!line) {
      faults.push({ line: number, what: 'is not a line of an export' })
    } else if (line.kind === 'end') {
      end = line
      if (before.copy().digest('hex') !== line.sha256)
        faults.push({ line: number, what: 'names another hash of the lines before it: some were changed' })
    } else {
      if (line.kind !== 'begin') found[line.kind] = (found[line.kind] ?? 0) + 1
      const what = line.kind === 'file' ? await faultOfFile(folder, line) : faultOf(line)
      if (what) faults.push({ line: number, what })
    }
    before.update(`${text}\n`)
  }
  if (!end) return [...faults, { line: last, what: 'is the last one, and not the end: the file was cut off' }]
  for (const [kind, count] of Object.entries(end.counts))
    if ((found[kind] ?? 0) < count)
      faults.push({ line: last, what: `tells of ${count} lines of "${kind}"; there are ${found[kind] ?? 0}` })
  return faults
}

/** The lines that can be taken, in their order; whether the file of one can is for `faultOfFile` to say, which reads it. */
export async function* linesOf(folder: string): AsyncGenerator<ExportLine> {
  for await (const { text } of textsIn(folder)) {
    const line = read(text)
    if (!line || faultOf(line)) continue
    yield line
  }
}
