import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import type { Notice } from '../notice.ts'

const done = z.object({
  key: z.string(),
  digest: z.string(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'edited', 'refused']),
  /** What was found while it was written. What is told of a place is JSON as it was given. */
  told: z.array(z.custom<Notice>()).optional(),
})
export const journalLine = z.union([done, z.object({ finished: z.literal(true) })])
export type Done = z.infer<typeof done>

/** What a run has done, kept so that one that is killed goes on where it was. */
export interface Journal {
  /** Keys of all earlier runs. */
  readonly known: ReadonlySet<string>
  /** What came of this very article, where the run that was cut short wrote it. */
  before(key: string, digest: string): Done | undefined
  done(all: readonly Done[]): void | Promise<void>
  finish(): void | Promise<void>
}

/**
 * What a run has done, appended as it goes (JSON Lines) and synced with the disk, so that a run that is killed goes on where
 * it was. A run that ended is asked about again as a whole; what it knew tells what has gone from the source since.
 */
export class FileJournal implements Journal {
  readonly #file: number
  /** Of a run that was cut short: what need not be asked again. */
  readonly unfinished = new Map<string, Done>()
  /** Keys of all earlier runs. */
  readonly known = new Set<string>()

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    if (existsSync(path))
      for (const text of readFileSync(path, 'utf8').split('\n')) {
        // The last line of a killed run may be half a line.
        const read = journalLine.safeParse(parse(text))
        if (!read.success) continue
        if ('finished' in read.data) this.unfinished.clear()
        else {
          this.unfinished.set(read.data.key, read.data)
          if (read.data.outcome !== 'refused') this.known.add(read.data.key)
        }
      }
    this.#file = openSync(path, 'a')
    writeSync(this.#file, '\n')
  }

  /** Whether this very article was written by the run that was cut short. */
  before(key: string, digest: string): Done | undefined {
    const found = this.unfinished.get(key)
    return found?.digest === digest && found.outcome !== 'refused' ? found : undefined
  }

  done(all: readonly Done[]): void {
    writeSync(this.#file, all.map((each) => `${JSON.stringify(each)}\n`).join(''))
    fsyncSync(this.#file)
  }

  finish(): void {
    writeSync(this.#file, `${JSON.stringify({ finished: true })}\n`)
  }

  close(): void {
    closeSync(this.#file)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
