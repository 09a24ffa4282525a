import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildFunctions, type FunctionName } from '../../infra/bundles.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder that they were built into. */
    bundles: string
    /** The files that went into each. */
    bundled: Record<FunctionName, string[]>
  }
}

async function build() {
  const bundles = await mkdtemp(join(tmpdir(), 'bantin-bundles-'))
  return { bundles, bundled: await buildFunctions(bundles) }
}

/** The same for all projects of a run, each of which reads this module for itself. */
const run = globalThis as { bantinBundles?: ReturnType<typeof build> }

/** Builds the functions once for all tests that run them, in whatever project. */
export default async function setup(project: TestProject) {
  const isFirst = run.bantinBundles === undefined
  run.bantinBundles ??= build()
  const { bundles, bundled } = await run.bantinBundles
  project.provide('bundles', bundles)
  project.provide('bundled', bundled)
  // A site that files of tests have shared may still write as its process ends.
  return () => (isFirst ? rm(bundles, { recursive: true, force: true, maxRetries: 10 }) : undefined)
}
