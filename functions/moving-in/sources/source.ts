import type { Encoding } from '../files/decode.ts'
import type { InputFile, InputFiles } from '../files/input-file.ts'
import type { SourceItem } from '../item.ts'
import type { Notice } from '../notice.ts'

/** How a file begins: enough to tell what it is, by what it holds and not by its name. */
export interface Head {
  path: string
  /** Last part of the path, NFC. */
  name: string
  bytes: Buffer
  /** The same as text, in whatever encoding it reads best; of a file that is no text as windows-1252 shows it. */
  text: string
  encoding: Encoding
  /** Nothing follows. */
  isWhole: boolean
}

/** Names of the columns of a list, from `/fields` or a schema. */
export interface ListColumns {
  /** Left out where the answer does not say: the only list of the run. */
  list?: string
  file: string
  columns: readonly { name: string; label: string; type?: string }[]
}

/** Names for the ids of a lookup list: sections, above all. `list` where the file says of which list it is. */
export interface LookupTable {
  file: string
  list?: string
  names: ReadonlyMap<string, string>
}

/** What a file says of lists: their path below the site, by id. */
export interface ListInfo {
  list: string
  title?: string
  path?: string
  count?: number
}

/** Earlier states of an item that stand in a file of their own. */
export interface ItemVersions {
  file: string
  list?: string
  /** Undefined: named by the file (`versions-101.json`), or the only item of the run. */
  id?: string
  versions: SourceItem['versions']
}

/** What comes out of a file. */
export type Read =
  | { item: SourceItem }
  | { columns: ListColumns }
  | { table: LookupTable }
  | { info: ListInfo }
  | { versions: ItemVersions }
  /** What an answer says of itself at its end: the address of the next one, and of which list its items are. */
  | { page: { file: string; next?: string; list?: string } }
  | { notice: Notice }

export interface ReadOptions {
  files: InputFiles
  /** The list of what does not say it: `--list`. */
  list?: string
  /** Says that another file is read with this one and is nothing by itself (`UserGroup.xml` of a package, a list of Word files). */
  claim(path: string): void
}

/**
 * A kind of file and how it is read. One bad item is a notice and the next item follows; `read` throws only where nothing
 * more can come of the file.
 */
export interface Source {
  /** `rest`, `csv`, `dispform`: words for it stand in `locales` under `sources`. */
  name: string
  /** Read after the others, and only what none of them names: a Word file may be an attachment. */
  late?: true
  recognises(head: Head): boolean
  read(file: InputFile, options: ReadOptions): AsyncIterable<Read>
}
