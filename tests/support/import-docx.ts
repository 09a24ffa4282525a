import { buffer } from 'node:stream/consumers'
import { readDocx } from '../../functions/media/docx.ts'

/** Imports the Word file on its standard input, and prints what came of it and what it took: seconds of work, megabytes. */
const bytes = await buffer(process.stdin)
const before = process.cpuUsage()
const outcome = await readDocx(bytes, { pictureId: () => 'abcdefgh00' }).then(
  () => 'taken',
  (error) => error.code ?? String(error),
)
const { user, system } = process.cpuUsage(before)
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ outcome, seconds: (user + system) / 1e6, megabytes }))
