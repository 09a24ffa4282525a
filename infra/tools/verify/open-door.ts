import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, stop } from 'esbuild'
import { versionOf } from '../../../functions/mirror/version.ts'
import { codeOptions, functions } from '../../bundles.ts'
import type { createDoor } from './door.ts'

/** The code of a module and of all that it uses, as a function's is built. */
async function codeOf(entry: string): Promise<Uint8Array> {
  const built = await build({
    ...codeOptions,
    entryPoints: [entry],
    outfile: join(tmpdir(), 'index.mjs'),
    write: false,
  })
  const code = built.outputFiles.find(({ path }) => path.endsWith('.mjs'))
  if (!code) throw new Error(`${entry} was not built`)
  return code.contents
}

export interface ReadersDoor {
  createDoor: typeof createDoor
  /** Of the mirror that this code would make for an address: another one was made by another release. */
  versionFor: (siteUrl: string) => string
}

/** What renders pages, built of this very code: Node alone does not read what pages are written in. */
export async function openDoor(): Promise<ReadersDoor> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-door-'))
  try {
    const [door, mirror] = await Promise.all([codeOf('infra/tools/verify/door.ts'), codeOf(functions.mirror)])
    const file = join(folder, 'door.mjs')
    await writeFile(file, door)
    const module: Pick<ReadersDoor, 'createDoor'> = await import(pathToFileURL(file).href)
    return {
      createDoor: module.createDoor,
      versionFor: (siteUrl) => versionOf(mirror, siteUrl),
    }
  } finally {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}
