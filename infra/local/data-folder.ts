import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFailure } from '../cloud/failure.ts'

export const databaseFolder = (folder: string) => join(folder, 'database')
export const logFile = (folder: string) => join(folder, 'bantin.log')

function unwritable(path: string, error: unknown): StartFailure {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new StartFailure(`${path} cannot be written (${reason}); choose another folder with BANTIN_DATA`)
}

/** Makes the folder where everything is kept between runs; its owner's only. */
export async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unwritable(folder, error)
  }
}

/** Writes a file whole or not at all, for its owner's eyes only: a process may be killed at any moment. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`
  await rm(unfinished, { force: true })
  await writeFile(unfinished, text, { mode: 0o600 })
  await rename(unfinished, file)
}

/** The log of a data folder: what the functions print, and one JSON line for what happens around them. */
export async function openLog(folder: string) {
  const file = logFile(folder)
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 })
  await once(stream, 'open').catch((error) => {
    throw unwritable(file, error)
  })
  // A full disk must not stop the site.
  stream.on('error', () => undefined)
  return {
    stream,
    note(line: object): void {
      stream.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
    },
    async close(): Promise<void> {
      await new Promise<void>((resolve) => {
        stream.once('close', resolve)
        stream.end()
        if (stream.closed) resolve()
      })
    },
  }
}

export type Log = Awaited<ReturnType<typeof openLog>>
