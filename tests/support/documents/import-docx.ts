import { buffer } from 'node:stream/consumers'
import { readDocx } from '../../../functions/media/word/docx.ts'
import { peakMemory } from '../media/peak-memory.ts'

/** Imports the Word file on its standard input, and prints what came of it and what it took: seconds of work, megabytes. */
const bytes = await buffer(process.stdin)
const before = process.cpuUsage()
const outcome = await readDocx(bytes, { pictureId: () => 'abcdefgh00' }).then(
  () => 'taken',
  (error) => error.code ?? String(error),
)
const { user, system } = process.cpuUsage(before)
const megabytes = peakMemory() / 1024 ** 2
process.stdout.write(JSON.stringify({ outcome, seconds: (user + system) / 1e6, megabytes }))
