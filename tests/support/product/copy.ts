import { cp, mkdir, mkdtemp, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sources = [
  'functions',
  'infra',
  'locales',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'cdk.json',
]

/** The project's own sources in a folder where a test may change them, with the packages of the real one. */
export async function copyOfSources(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-copy-'))
  await mkdir(folder, { recursive: true })
  for (const source of sources) await cp(join(root, source), join(folder, source), { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}
