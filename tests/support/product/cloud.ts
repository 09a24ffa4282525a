import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { inject } from 'vitest'
import type { Role } from '../../../functions/domain/role.ts'
import { payloadHash } from '../../../infra/cloud/edge/signed-origin.ts'
import { region } from '../../../infra/cloud/key-pair.ts'
import { type Cloud, startCloud } from '../../../infra/local/cloud.ts'

export interface TestCloud extends Cloud {
  data: string
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

/** The embedded cloud on free ports and a folder of its own in `folder`: an empty one, or a copy of `filled`. */
export async function startTestCloud(filled?: string, folder = tmpdir()): Promise<TestCloud> {
  const data = await mkdtemp(join(folder, 'bantin-test-'))
  if (filled) await cp(filled, data, { recursive: true })
  const cloud = await startCloud({
    data,
    bundles: inject('bundles'),
    ports: { edge: 0, admin: 0, origin: 0 },
  })
  // Its first run purges all that the edge has kept.
  await cloud.mirrored()
  return {
    ...cloud,
    data,
    async remove() {
      await cloud.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

export interface Answer {
  status: number
  headers: Headers
  etag: string
  // Tests look into answers of many shapes.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any
}

interface Send {
  body?: unknown
  headers?: Record<string, string>
}

/** The editors' API as one role uses it. */
export function as(cloud: Cloud, role: Role) {
  const key = cloud.keys.find((each) => each.role === role)!
  const aws = new AwsClient({ ...key, region, service: 'execute-api', retries: 0 })

  async function send(method: string, path: string, { body, headers = {} }: Send = {}): Promise<Answer> {
    const response = await aws.fetch(`${cloud.addresses.admin}${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      etag: response.headers.get('etag') ?? '',
      body: json ? JSON.parse(text) : text,
    }
  }

  const match = (etag: string) => ({ 'if-match': etag })

  return {
    send,
    get: (path: string) => send('GET', path),
    create: (id: string, body: unknown) =>
      send('PUT', `/articles/${id}`, { body, headers: { 'if-none-match': '*' } }),
    replace: (id: string, etag: string, body: unknown) =>
      send('PUT', `/articles/${id}`, { body, headers: match(etag) }),
    /** One act of the workflow. */
    act: (id: string, locale: string, act: string, etag: string, body: unknown = {}, headers = {}) =>
      send('POST', `/articles/${id}/translations/${locale}/${act}`, {
        body,
        headers: { ...match(etag), ...headers },
      }),
    /** Takes a text all the way to readers: submitted, approved by somebody else, published by this role. */
    async publish(id: string, locale: string, etag: string, body: unknown = {}): Promise<Answer> {
      const path = `/articles/${id}/translations/${locale}`
      const { status, editedBy } =
        (await send('GET', `/articles/${id}`)).body.article.translations[locale] ?? {}
      let tag = etag
      if (status === 'draft' || status === 'withdrawn') {
        const submitted = await send('POST', `${path}/submit`, { body: {}, headers: match(tag) })
        if (submitted.status !== 200) return submitted
        const other = editedBy === 'AIDALOCALAPPROVER' ? 'admin' : 'approver'
        tag = (await as(cloud, other).act(id, locale, 'approve', submitted.etag)).etag
      }
      return await send('POST', `${path}/publish`, { body, headers: match(tag) })
    },
    withdraw: (id: string, locale: string, etag: string, reason = 'Nội dung không còn phù hợp') =>
      send('POST', `/articles/${id}/translations/${locale}/withdraw`, {
        body: { reason },
        headers: match(etag),
      }),
  }
}

/** A view as the script of a page tells it; `headers` say which browser it is. */
export function sendView(base: string, id: string, headers: Record<string, string> = {}) {
  const hash = { 'x-amz-content-sha256': payloadHash() }
  return read(base, `/views/${id}`, { method: 'POST', headers: { ...headers, ...hash } })
}

/** An address as a reader gets it, not following redirects. */
export async function read(base: string, path: string, init: RequestInit = {}) {
  const response = await fetch(base + path, { redirect: 'manual', ...init })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
