import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod'
import { largest, mediaId } from '../../../functions/domain/library/file.ts'
import type { AdminClient } from '../../../functions/moving-in/admin-client.ts'
import { uploadOnce } from '../../../functions/moving-in/upload-file.ts'
import { hoursWorkbook } from './workbook.ts'

const demoFile = z.object({
  id: mediaId,
  /** As it was called on the computer of whoever uploaded it. */
  name: z.string(),
  /** The drawing in `pictures/` that it is made of; without one it is the workbook of the counter hours. */
  picture: z.string().optional(),
  /** Pixels that the drawing is made wide: little, because a new site waits for its pictures to be filled. */
  width: z.int().default(640),
  description: z.looseObject({}),
})
type DemoFile = z.infer<typeof demoFile>

const here = (path: string) => new URL(`./${path}`, import.meta.url)

/** The library takes no SVG, so a drawing is uploaded as a picture of it. */
async function bytesOf({ picture, width }: DemoFile): Promise<Uint8Array<ArrayBuffer>> {
  if (!picture) return await hoursWorkbook()
  const draw = [fileURLToPath(here('draw.ts')), picture, String(width)]
  const { stdout } = await promisify(execFile)(process.execPath, draw, {
    encoding: 'buffer',
    maxBuffer: largest.picture,
  })
  return new Uint8Array(stdout)
}

const shown = z.object({ media: z.object({ status: z.string(), description: z.looseObject({}) }) })

async function uploadFile(client: AdminClient, file: DemoFile): Promise<void> {
  const path = `/media/${file.id}`
  await uploadOnce(client, { id: file.id, name: file.name, bytes: () => bytesOf(file) })
  const { etag, body } = await client.get(path)
  const { status, description } = shown.parse(body).media
  const isDescribed = Object.keys(description).length >= Object.keys(file.description).length
  if (status === 'ready' && !isDescribed) await client.replace(`${path}/description`, etag, file.description)
}

/**
 * Uploads the files of the sample content as an editor would, two at a time: as many as the local media function takes.
 * Answers when each will be ready, by its id.
 */
export async function uploadFiles(client: AdminClient): Promise<Map<string, Promise<void>>> {
  const files = z.array(demoFile).parse(JSON.parse(await readFile(here('media.json'), 'utf8')))
  const lanes = [Promise.resolve(), Promise.resolve()]
  const ready = new Map<string, Promise<void>>()
  for (const [index, file] of files.entries()) {
    const lane = index % lanes.length
    const done = (lanes[lane] ?? Promise.resolve()).then(() => uploadFile(client, file))
    lanes[lane] = done
    // Whoever waits for the file hears of a failure; nobody else has to.
    done.catch(() => {})
    ready.set(file.id, done)
  }
  return ready
}
