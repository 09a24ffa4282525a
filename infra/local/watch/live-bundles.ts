import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildFailure, context, formatMessages, type Message, type OutputFile } from 'esbuild'
import { deskBuild, type FunctionName, functionNames, functionOptions, functions } from '../../bundles.ts'
import { StartFailure } from '../../cloud/failure.ts'

/** Always the same: two that run from one source build the same there. What is not bundled is found above it. */
const folder = fileURLToPath(new URL('../../../.build/watch', import.meta.url))

export type BundleName = FunctionName | 'desk'

/** Nothing was written. The message is for people: every error, with its place. */
export class BuildError extends StartFailure {}

const quick = { write: false, minify: false, logLevel: 'silent' } as const

/** What functions share is built once, in files beside theirs: building each by itself takes four times as long. */
const allFunctions = {
  ...functionOptions,
  ...quick,
  entryPoints: Object.fromEntries(functionNames.map((name) => [`${name}/index`, functions[name]])),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  splitting: true,
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error

function errorsOf(result: PromiseSettledResult<unknown>): Message[] {
  if (result.status === 'fulfilled') return []
  const reason: unknown = result.reason
  if (isBuildFailure(reason)) return reason.errors
  throw reason
}

async function blockOf(errors: readonly Message[]): Promise<string> {
  const parts = await formatMessages([...errors], { kind: 'error', color: process.stdout.isTTY })
  return [...new Set(parts)].join('').trimEnd()
}

/** Whole or not at all: an instance may start at any moment. */
async function replace({ path, contents }: OutputFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, contents)
  await rename(`${path}.new`, path)
}

async function removeOthers(parent: string, files: readonly OutputFile[]): Promise<void> {
  const names = await readdir(parent, { withFileTypes: true })
  const paths = names.filter((each) => each.isFile()).map(({ name }) => join(parent, name))
  const others = paths.filter((path) => !files.some((file) => file.path === path))
  await Promise.all(others.map((path) => rm(path, { force: true })))
}

/** Bundles that are built again and again, each time from what has changed. */
export async function startLiveBundles() {
  const builds = [await context(allFunctions), await context({ ...deskBuild(folder), ...quick })]
  let before: readonly OutputFile[] = []

  async function build(): Promise<OutputFile[]> {
    const results = await Promise.allSettled(builds.map((each) => each.rebuild()))
    const errors = results.flatMap(errorsOf)
    if (errors.length > 0) throw new BuildError(await blockOf(errors))
    return results.flatMap((each) => (each.status === 'fulfilled' ? (each.value.outputFiles ?? []) : []))
  }

  /** Writes what has changed, if all can be built, and answers which bundles did. Throws a BuildError. */
  async function rebuild(): Promise<BundleName[]> {
    const files = await build()
    const changed = files.filter(
      ({ path, hash }) => !before.some((old) => old.path === path && old.hash === hash),
    )
    const names = functionNames.filter((name) =>
      changed.some(({ path }) => path === join(folder, name, 'index.mjs')),
    )
    // What imports the others comes last.
    const order = ({ path }: OutputFile) => Number(path.endsWith('index.mjs'))
    for (const file of changed.toSorted((a, b) => order(a) - order(b))) await replace(file)
    // An old instance may still load a part of what it was made of; the desk's page names the only script that is there.
    await removeOthers(folder, [...before, ...files])
    const desk = join(folder, 'desk')
    await removeOthers(desk, files)
    before = files
    return changed.some(({ path }) => dirname(path) === desk) ? [...names, 'desk'] : names
  }

  await rebuild()
  return { folder, rebuild }
}

export type LiveBundles = Awaited<ReturnType<typeof startLiveBundles>>
