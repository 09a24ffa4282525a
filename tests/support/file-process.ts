import { readFile } from 'node:fs/promises'
import { extensionOf } from '../../functions/domain/media.ts'
import { Refusal } from '../../functions/domain/media-refusal.ts'
import { makeDocument } from '../../functions/media/document.ts'
import { makeSound } from '../../functions/media/sound.ts'

/** What one document or sound costs a process that does nothing else. */
export interface FileCost {
  outcome: string
  /** Of all its processors together, which does not depend on what else the machine does. */
  seconds: number
  /** The most it ever had, bytes. */
  memory: number
}

const [path = ''] = process.argv.slice(2)
const extension = extensionOf(path) ?? 'pdf'
const make = ['mp3', 'm4a', 'ogg'].includes(extension) ? makeSound : makeDocument
const bytes = await readFile(path)
const before = process.cpuUsage()
const outcome = await make(bytes, { id: '0123456789', name: path, extension }).then(
  () => 'taken',
  (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
)
const { user, system } = process.cpuUsage(before)
// Linux hands on the `maxRSS` of the process that starts another, which is a large one here; this begins anew.
const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
const kilobytes = /^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1] ?? process.resourceUsage().maxRSS
const memory = Number(kilobytes) * 1024
const cost: FileCost = { outcome, seconds: (user + system) / 1e6, memory }
process.stdout.write(JSON.stringify(cost))
