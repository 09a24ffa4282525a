import * as z from 'zod'
import { type AdminClient, Refused } from './admin-client.ts'

const shown = z.object({ media: z.object({ status: z.string() }) })
const lent = z.object({ upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }) })
type Form = z.infer<typeof lent>['upload']

/** The object store did not take what was sent to it. */
export class NotStored extends Error {
  constructor(status: number) {
    super(`the object store answered ${status} to an upload`)
  }
}

async function send({ url, fields }: Form, bytes: Uint8Array<ArrayBuffer>) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([bytes]), 'file')
  const { status } = await fetch(url, { method: 'POST', body: form })
  if (status !== 204) throw new NotStored(status)
}

/** A busy machine may need longer for a picture than a function has: what was refused for now is asked for again. */
async function complete(client: AdminClient, path: string, tries = 5): Promise<void> {
  try {
    await client.act(`${path}/complete`, '*')
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 503 || tries === 1) throw error
    await complete(client, path, tries - 1)
  }
}

export interface FileToUpload {
  id: string
  name: string
  bytes(): Promise<Uint8Array<ArrayBuffer>>
}

/** Puts a file into the library as an editor would, unless it was taken before. */
export async function uploadOnce(
  client: AdminClient,
  { id, name, bytes: read }: FileToUpload,
): Promise<void> {
  const path = `/media/${id}`
  const known = await client.find(path)
  if (known && shown.parse(known.body).media.status !== 'waiting') return
  const bytes = await read()
  const input = { name, bytes: bytes.length }
  const asked = known ? await client.replace(path, known.etag, input) : await client.create(path, input)
  await send(lent.parse(asked.body).upload, bytes)
  await complete(client, path)
}
