import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import * as z from 'zod'
import { aFolder } from '../folder.ts'
import { run } from '../product/process.ts'

/** What no file may need, bytes. */
export const mostMemory = 512 * 1024 * 1024

/** `seconds` are of all its processors together, which do not depend on what else the machine does. */
const cost = z.object({ outcome: z.string(), seconds: z.number(), memory: z.number() })

/** What a file costs a process of its own, with a temporary folder of its own that must be empty in the end. */
export async function costOf(bytes: Uint8Array, extension: string): Promise<z.infer<typeof cost>> {
  const folder = await aFolder()
  const temporary = join(folder, 'temporary')
  const file = join(folder, `file.${extension}`)
  await mkdir(temporary)
  await writeFile(file, bytes)
  const env = { TMPDIR: temporary, NODE_OPTIONS: '--max-old-space-size=256' }
  const { code, stdout, stderr } = await run('tests/support/media/file-process.ts', [file], env).ended
  expect(code, stderr).toBe(0)
  expect(await readdir(temporary)).toEqual([])
  return cost.parse(JSON.parse(stdout))
}
