import type { Role } from '../../../functions/domain/role.ts'
import type { Cloud } from '../../../infra/local/cloud.ts'
import { newId } from '../articles/articles.ts'
import { type Answer, as } from '../product/cloud.ts'

/** Sends a form that the editors' door lent, as a browser does. */
export async function send(
  { url, fields }: { url: string; fields: Record<string, string> },
  body: Uint8Array,
): Promise<Response> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([Uint8Array.from(body)]), 'file')
  return await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
}

export interface Uploaded {
  id: string
  /** The form that was used. */
  form: { url: string; fields: Record<string, string> }
  answer: Answer
}

/** Asks for a form, sends the bytes, and says that they are there. */
export async function upload(
  cloud: Cloud,
  name: string,
  body: Uint8Array,
  { role = 'editor', id = newId(), headers = {} }: { role?: Role; id?: string; headers?: object } = {},
): Promise<Uploaded> {
  const input = { name, bytes: body.length }
  const asked = await as(cloud, role).send('PUT', `/media/${id}`, {
    body: input,
    headers: { 'if-none-match': '*' },
  })
  if (asked.status !== 201) return { id, form: { url: '', fields: {} }, answer: asked }
  const form = asked.body.upload
  const sent = await send(form, body)
  if (sent.status !== 204) throw new Error(`the form was answered ${sent.status}: ${await sent.text()}`)
  return { id, form, answer: await complete(cloud, id, role, headers) }
}

export async function complete(cloud: Cloud, id: string, role: Role = 'editor', headers: object = {}) {
  return await as(cloud, role).send('POST', `/media/${id}/complete`, { headers: { ...headers } })
}
