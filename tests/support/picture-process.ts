import { readFile } from 'node:fs/promises'
import { Refusal } from '../../functions/domain/media-refusal.ts'
import { makePicture } from '../../functions/media/picture.ts'
import type { PictureExtension } from '../../functions/media/picture-type.ts'

/** What one picture costs a process that does nothing else. */
export interface PictureCost {
  outcome: string
  /** Of all its processors together, which does not depend on what else the machine does. */
  seconds: number
  /** The most it ever had, bytes. */
  memory: number
}

const [path = '', extension] = process.argv.slice(2)
const bytes = await readFile(path)
const before = process.cpuUsage()
// The test that starts it tells one of them.
const options = { id: '0123456789', extension: extension as PictureExtension }
const outcome = await makePicture(bytes, options).then(
  () => 'taken',
  (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
)
const { user, system } = process.cpuUsage(before)
const memory = process.resourceUsage().maxRSS * 1024
const cost: PictureCost = { outcome, seconds: (user + system) / 1e6, memory }
process.stdout.write(JSON.stringify(cost))
