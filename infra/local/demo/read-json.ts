import { readFile } from 'node:fs/promises'

/** What a file beside these says, by its name without `.json`. */
export const readJson = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`./${name}.json`, import.meta.url), 'utf8'))
