import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { walk } from '../../../functions/moving-in/files/walk.ts'
import { type FileRead, readFiles } from '../../../functions/moving-in/sources/read-files.ts'
import { sources } from '../../../functions/moving-in/sources/sources.ts'

/** The made-up exports that tests read. */
export const inputPath = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/moving/inputs/${name}`, import.meta.url))

/** A folder with these files, for as long as the test runs. */
export function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'moving-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** All that the readers say of what lies at the paths. */
export async function readsOf(...paths: string[]): Promise<FileRead[]> {
  const found = await walk(paths)
  try {
    const reads: FileRead[] = found.notices.map((notice) => ({ notice }))
    for await (const read of readFiles({ files: found.files, sources })) reads.push(read)
    return reads
  } finally {
    found.close()
  }
}
