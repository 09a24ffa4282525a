import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { replaceFile } from './data-folder.ts'

/**
 * What a running cloud tells other commands on the same data: where it listens, and the `run` that its functions' API
 * answers. It holds the key of the database, so it is its owner's only. After a crash the file stays, and by then anybody may have the process id or the port; nobody has the run.
 */
const running = z.object({
  run: z.uuid(),
  admin: z.url(),
  functions: z.url(),
  /** The object store, which answers the key of the database too. */
  objects: z.url().optional(),
  database: z.object({
    endpoint: z.url(),
    key: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
})
export type Running = z.infer<typeof running>

const fileOf = (data: string) => join(data, 'running.json')

export async function saveRunning(data: string, what: Running): Promise<void> {
  await replaceFile(fileOf(data), `${JSON.stringify(what)}\n`)
}

export async function removeRunning(data: string): Promise<void> {
  await rm(fileOf(data), { force: true })
}

/** The cloud that runs on this data; undefined when none does, or when the last one was killed. */
export async function findRunning(data: string): Promise<Running | undefined> {
  try {
    const found = running.parse(JSON.parse(await readFile(fileOf(data), 'utf8')))
    const response = await fetch(`${found.functions}/run`, { signal: AbortSignal.timeout(3_000) })
    return (await response.text()) === found.run ? found : undefined
  } catch {
    return undefined
  }
}
