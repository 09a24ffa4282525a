import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

/** What a running cloud tells other commands on the same data: who it is and where it listens. */
const running = z.object({ pid: z.int(), admin: z.url(), functions: z.url() })
export type Running = z.infer<typeof running>

const fileOf = (data: string) => join(data, 'running.json')

export async function saveRunning(data: string, what: Running): Promise<void> {
  await writeFile(fileOf(data), `${JSON.stringify(what)}\n`)
}

export async function removeRunning(data: string): Promise<void> {
  await rm(fileOf(data), { force: true })
}

/** The cloud that runs on this data; undefined when none does, or when the last one was killed. */
export async function findRunning(data: string): Promise<Running | undefined> {
  try {
    const found = running.parse(JSON.parse(await readFile(fileOf(data), 'utf8')))
    process.kill(found.pid, 0)
    return found
  } catch {
    return undefined
  }
}
