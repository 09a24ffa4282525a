import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod'

/** Where the function runs: on this machine, or on Lambda. */
export type Platform = 'host' | 'lambda'

const root = fileURLToPath(new URL('..', import.meta.url))
const lockFile = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

const forLambda = ['@img/sharp-linux-arm64', '@img/sharp-libvips-linux-arm64']
const prefix = 'node_modules/'

async function readLock() {
  return lockFile.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')))
}

/** Entries of the lock file for sharp and all that it needs, or may need on some machine. */
async function entriesOfSharp() {
  const { packages, ...lock } = await readLock()
  const found: typeof packages = {}
  const add = (name: string) => {
    const path = prefix + name
    if (found[path] || !packages[path]) return
    const own = Object.keys(packages).filter((each) => each === path || each.startsWith(`${path}/`))
    for (const each of own) {
      const entry = packages[each] ?? {}
      found[each] = entry
      for (const needed of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) add(needed)
    }
  }
  add('sharp')
  return { lock, packages: found }
}

/** Folders of sharp, of what it always needs, and of these binaries. */
async function foldersOf(binaries: readonly string[]): Promise<string[]> {
  const { packages } = await entriesOfSharp()
  const needed = Object.keys(packages[`${prefix}sharp`]?.dependencies ?? {})
  return ['sharp', ...needed, ...binaries]
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

/**
 * Installs sharp as Lambda needs it (Linux, arm64, glibc), whatever this machine is: the very files that the lock file
 * names, checked against its digests. `npm ci` calls this, so that synthesis needs no network.
 */
export async function installForLambda(): Promise<string> {
  const { lock, packages } = await entriesOfSharp()
  const version = packages[`${prefix}sharp`]?.version ?? ''
  const folder = join(root, 'node_modules/.cache', `sharp-${version}-linux-arm64`)
  if (await exists(folder)) return join(folder, 'node_modules')
  await mkdir(dirname(folder), { recursive: true })
  const unfinished = await mkdtemp(`${folder}-`)
  try {
    const wanted = { name: 'sharp-for-lambda', version: '0.0.0', dependencies: { sharp: version } }
    await writeFile(join(unfinished, 'package.json'), JSON.stringify(wanted))
    await writeFile(
      join(unfinished, 'package-lock.json'),
      JSON.stringify({ ...lock, ...wanted, packages: { '': wanted, ...packages } }),
    )
    const platform = ['--os=linux', '--cpu=arm64', '--libc=glibc']
    const npm = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', ...platform]
    await promisify(execFile)('npm', npm, { cwd: unfinished })
    await rename(unfinished, folder).catch(async (error) => {
      // Another command has installed the same.
      if (!(await exists(folder))) throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return join(folder, 'node_modules')
}

/** Binaries that npm has installed for this machine. */
async function hostBinaries(): Promise<string[]> {
  const { packages } = await readLock()
  const names = Object.keys(packages[`${prefix}sharp`]?.optionalDependencies ?? {})
  const there = await Promise.all(names.map((name) => exists(join(root, prefix, name))))
  return names.filter((_, index) => there[index])
}

/** Puts sharp beside a bundle that imports it: native code cannot be bundled. */
export async function placeSharp(bundle: string, platform: Platform): Promise<void> {
  const binaries = platform === 'lambda' ? forLambda : await hostBinaries()
  const from = platform === 'lambda' ? await installForLambda() : installedHere()
  for (const name of await foldersOf(binaries)) {
    await cp(join(from, name), join(bundle, prefix, name), { recursive: true, dereference: true })
  }
}

/** The folder that holds the packages of this project. */
function installedHere(): string {
  const entry = createRequire(import.meta.url).resolve('sharp')
  return entry.slice(0, entry.lastIndexOf(`${sep}sharp${sep}`))
}
