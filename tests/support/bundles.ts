import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildFunctions } from '../../infra/bundles.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    bundles: string
  }
}

/** Builds the functions once for all tests that run them. */
export default async function setup(project: TestProject) {
  const bundles = await mkdtemp(join(tmpdir(), 'bantin-bundles-'))
  await buildFunctions(bundles)
  project.provide('bundles', bundles)
  return () => rm(bundles, { recursive: true, force: true })
}
