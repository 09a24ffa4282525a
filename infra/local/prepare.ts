import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stop } from 'esbuild'
import { buildFunctions } from '../bundles.ts'
import { StartFailure } from '../cloud/failure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const builds = join(root, '.build', 'functions')

/** All that can change a bundle; the lock file stands for the packages. */
const sources = ['functions', 'locales', 'infra/bundles.ts', 'infra/licenses.ts', 'package-lock.json']

/** Builds that are kept: one that still runs may start another instance of a function. */
const kept = 3

async function filesIn(path: string): Promise<string[]> {
  if ((await stat(join(root, path))).isFile()) return [path]
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort()
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of (await Promise.all(sources.map(filesIn))).flat()) {
    const content = await readFile(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex').slice(0, 16)
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

async function removeOld(): Promise<void> {
  const folders = await Promise.all(
    (await readdir(builds)).map(async (name) => {
      const path = join(builds, name)
      return { path, at: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 }
    }),
  )
  for (const { path } of folders.sort((a, b) => b.at - a.at).slice(kept)) {
    await rm(path, { recursive: true, force: true })
  }
}

/** Builds the functions, unless this very source has been built before, and answers where they are. */
export async function prepareBundles(): Promise<string> {
  const digest = await digestOfSources()
  const folder = join(builds, digest)
  if (await exists(folder)) return folder
  await mkdir(builds, { recursive: true })
  const unfinished = await mkdtemp(join(builds, `${digest}-`))
  try {
    await buildFunctions(unfinished).catch((error) => {
      // The bundler has printed what is wrong and where.
      throw new StartFailure('the functions cannot be built', { cause: error })
    })
    // Edited meanwhile: what was built is neither the one nor the other.
    if ((await digestOfSources()) !== digest) return await prepareBundles()
    await rename(unfinished, folder).catch(async (error) => {
      // Another command has built the same.
      if (!(await exists(folder))) throw error
    })
  } finally {
    // The process that has built is of no more use.
    await stop()
    await rm(unfinished, { recursive: true, force: true })
  }
  await removeOld()
  return folder
}
