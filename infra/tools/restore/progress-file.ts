import { readFile, rm, writeFile } from 'node:fs/promises'
import * as z from 'zod'
import type { Restored } from './restore-items.ts'

const progress = z.object({
  source: z.string(),
  target: z.string(),
  pass: z.enum(['look', 'heads', 'rest']),
  cursor: z.string().optional(),
})

/** How far a restore has come, in a file: so that the next one of the same copy goes on there. */
export function createProgressFile(source: string, target: string) {
  const file = `restore-${target}.progress.json`
  return {
    file,
    async find() {
      try {
        const found = progress.parse(JSON.parse(await readFile(file, 'utf8')))
        return found.source === source && found.target === target
          ? { ...found, cursor: found.cursor }
          : undefined
      } catch {
        // None, or none of ours: everything is looked at, and what is there is left alone.
        return undefined
      }
    },
    save: ({ pass }: Restored, cursor: string | undefined) =>
      writeFile(file, `${JSON.stringify({ source, target, pass, cursor })}\n`),
    remove: () => rm(file, { force: true }),
  }
}
