import type { Chosen } from '../media/uploads.ts'
import type { MoveFile } from './move.ts'

/** What was dropped, as React Aria tells it. */
export type Dropped =
  | { kind: 'text' }
  | { kind: 'file'; name: string; getFile: () => Promise<File> }
  | { kind: 'directory'; name: string; getEntries: () => AsyncIterable<Dropped> }

/** What systems leave in folders by themselves. */
const furniture = new Set(['.ds_store', 'thumbs.db', 'desktop.ini'])
const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** A file of a folder is named with it: what lies beside it is found by that. A Mac writes letters and marks apart. */
const chosenOf = (file: File, path: string): Chosen[] =>
  furniture.has(lastPart(path).toLowerCase()) ? [] : [{ file, name: path.normalize('NFC') }]

/** Files that were chosen, one by one or as a folder. */
export const filesChosen = (files: Iterable<File>): Chosen[] =>
  [...files].flatMap((file) => chosenOf(file, file.webkitRelativePath || file.name))

/** Files that were dropped, with those of the folders among them. */
export async function filesDropped(
  items: Iterable<Dropped> | AsyncIterable<Dropped>,
  folder = '',
): Promise<Chosen[]> {
  const found: Chosen[] = []
  for await (const item of items) {
    if (item.kind === 'file') found.push(...chosenOf(await item.getFile(), `${folder}${item.name}`))
    if (item.kind === 'directory')
      found.push(...(await filesDropped(item.getEntries(), `${folder}${item.name}/`)))
  }
  return found
}

/** What has not come yet: whoever chooses a folder again sends only the rest of it. */
export function notThere(chosen: readonly Chosen[], files: readonly MoveFile[]): Chosen[] {
  const there = new Map(files.filter(({ stored }) => stored).map(({ name, bytes }) => [name, bytes]))
  return chosen.filter(({ file, name }) => there.get(name) !== file.size)
}

/** Ids of what has come, in whole or in part, by the same names. */
export function replacedBy(news: readonly Chosen[], files: readonly MoveFile[]): string[] {
  const names = new Set(news.map(({ name }) => name))
  return files.filter(({ name }) => names.has(name)).map(({ id }) => id)
}
