import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

/** Beside each bundle: bundling takes the notices out of the packages. */
export const licensesFile = 'THIRD-PARTY-LICENSES.txt'

const root = fileURLToPath(new URL('..', import.meta.url))
const description = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default('license not named'),
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
})
const papers = /^(?:licen[cs]e|copying|notice)(?:-[\w-]+)?(?:\.(?:md|txt))?$/iu

/** Folder of the package that a file belongs to; undefined for a file of the project. */
function packageOf(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0]
}

async function licenseOf(folder: string): Promise<{ title: string; text: string }> {
  const path = join(root, folder)
  const { name, version, license, author } = description.parse(
    JSON.parse(await readFile(join(path, 'package.json'), 'utf8')),
  )
  const files = (await readdir(path)).filter((each) => papers.test(each)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), 'utf8')))
  const absent = `The package holds no text of its license, ${license}.${author ? ` Author: ${author}.` : ''}`
  return {
    title: `${name} ${version} (${license})`,
    text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n') || absent,
  }
}

/** What each package demands to be told, of all those that `inputs` of a bundle come from; a text that many share stands once. */
export async function licensesOf(inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.map(packageOf).filter((folder) => folder !== undefined))
  const licenses = await Promise.all([...folders].sort().map(licenseOf))
  const parts = [...Map.groupBy(licenses, ({ text }) => text)].map(([text, sharing]) => {
    const titles = new Set(sharing.map(({ title }) => title))
    return `${'='.repeat(80)}\n${[...titles].join('\n')}\n${'-'.repeat(80)}\n\n${text}\n`
  })
  return ['Packages of others that are part of this bundle, and their licenses.\n', ...parts].join('\n')
}
