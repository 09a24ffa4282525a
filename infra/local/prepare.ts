import { fileURLToPath } from 'node:url'
import { buildFunctions } from '../bundles.ts'

/** Builds the functions into the project's own folder for builds and answers where. */
export async function prepareBundles(): Promise<string> {
  const folder = fileURLToPath(new URL('../../.build/functions', import.meta.url))
  await buildFunctions(folder)
  return folder
}
