import { typeOf } from '../../media/types.ts'
import { headOf } from '../files/head.ts'
import type { InputFile, InputFiles } from '../files/input-file.ts'
import { kindOf } from '../files/material.ts'
import type { Read, Source } from './source.ts'

/** What came out of a file, or that it is nothing that could be read by itself. */
export type FileRead = Read | { material: InputFile }

export interface Reading {
  files: InputFiles
  sources: readonly Source[]
  list?: string
}

interface Known {
  file: InputFile
  source: Source
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function* readOne(
  { file, source }: Known,
  { files, list }: Reading,
  claimed: Set<string>,
): AsyncGenerator<Read> {
  const claim = (path: string) => claimed.add(path)
  try {
    yield* source.read(file, { files, claim, ...(list !== undefined && { list }) })
  } catch (error) {
    // What came before stays: one bad file never stops the rest.
    yield { notice: { code: 'broken-file', place: { file: file.path }, value: reasonOf(error) } }
  }
}

/**
 * Reads all files of a run, each by the first source that recognises it. What is read with another file (claimed by it) is
 * read no second time: claiming sources stand first. A Word file that an item names is its attachment, so `late` sources
 * come at the end, and are asked with `isNamed`.
 */
export async function* readFiles(
  reading: Reading,
  isNamed: (path: string) => boolean = () => false,
): AsyncGenerator<FileRead> {
  const claimed = new Set<string>()
  const known: Known[] = []
  const rest: Exclude<FileRead, Read>[] = []
  for (const file of reading.files.all) {
    try {
      const head = await headOf(file)
      const source = head.bytes.length > 0 && reading.sources.find((each) => each.recognises(head))
      if (source) {
        known.push({ file, source })
        if (head.encoding !== 'utf-8' && typeOf(head.bytes) === undefined)
          yield { notice: { code: 'encoding', place: { file: file.path }, value: head.encoding } }
        continue
      }
      const kind = kindOf(head)
      if (kind === 'material') rest.push({ material: file })
      else if (kind !== 'furniture') yield { notice: { ...kind, place: { file: file.path } } }
    } catch (error) {
      yield { notice: { code: 'unreadable-file', place: { file: file.path }, value: reasonOf(error) } }
    }
  }
  const order = (source: Source) => reading.sources.indexOf(source)
  const inTurn = known.toSorted((one, other) => order(one.source) - order(other.source))
  for (const each of inTurn.filter(({ source }) => !source.late))
    if (!claimed.has(each.file.path)) yield* readOne(each, reading, claimed)
  for (const each of inTurn.filter(({ source }) => source.late)) {
    if (claimed.has(each.file.path)) continue
    if (isNamed(each.file.path)) yield { material: each.file }
    else yield* readOne(each, reading, claimed)
  }
  yield* rest.filter(({ material }) => !claimed.has(material.path))
}
