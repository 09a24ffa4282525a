import { type Done, type Journal, journalLine } from '../moving-in/run/journal.ts'
import type { MoveFiles } from '../store/move-files.ts'

/** So that names are in the order in which they were written. */
const numbered = (number: number) => String(number).padStart(8, '0')

/**
 * What a run has done, kept in the object store: one object for each group of articles, for objects cannot be added to. A
 * round that is killed between the writing of a group and its object writes that group again, which changes nothing.
 */
export async function openJournal(files: MoveFiles, move: string, run: number): Promise<Journal> {
  const folder = `journal/${numbered(run)}/`
  const known = new Map<string, Done>()
  const written = await files.list(move, folder)
  for (const { name } of written) {
    const bytes = await files.read(move, name)
    for (const text of Buffer.from(bytes ?? [])
      .toString('utf8')
      .split('\n')) {
      const line = text ? journalLine.parse(JSON.parse(text)) : undefined
      if (line && 'key' in line) known.set(line.key, line)
    }
  }
  let number = written.length
  return {
    // What another move brought is none of its concern.
    known: new Set(),
    before(key, digest) {
      const found = known.get(key)
      return found?.digest === digest && found.outcome !== 'refused' ? found : undefined
    },
    async done(all) {
      number += 1
      const lines = all.map((each) => `${JSON.stringify(each)}\n`).join('')
      await files.put(move, `${folder}${numbered(number)}.jsonl`, lines)
    },
    finish() {},
  }
}
