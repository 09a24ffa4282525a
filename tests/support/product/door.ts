import { createAdminApp } from '../../../functions/admin/app.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { role as roles } from '../../../functions/domain/role-schemas.ts'
import { createMemoryTable } from '../../../functions/store/memory-table.ts'
import { createNewsroom } from '../../../functions/store/newsroom.ts'
import { createRoyalties } from '../../../functions/store/royalties.ts'
import type { Table } from '../../../functions/store/table.ts'
import { pretendedMedia } from '../media/no-media.ts'

export interface DoorAnswer {
  status: number
  etag: string
  // Tests look into answers of many shapes.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any
}

/** The editors' door on tables in memory, with somebody of each role, and a second one of each: `editor`, `editor2`. */
export async function aDoor(
  table: Table = createMemoryTable(),
  now = () => new Date(),
  parts: Partial<Parameters<typeof createAdminApp>[0]> = {},
) {
  const newsroom = createNewsroom(table)
  for (const role of roles.options)
    for (const id of [role, `${role}2`]) await newsroom.saveStaff({ id, name: `Vai ${id}`, role })
  const app = createAdminApp({
    ...pretendedMedia,
    newsroom,
    royalties: createRoyalties(table),
    siteUrl: 'https://news.example',
    now,
    ...parts,
  })

  /** The API as one person uses it. */
  function as(who: Role | `${Role}2`) {
    const env = { event: { requestContext: { authorizer: { iam: { userId: who } } } } }
    async function send(
      method: string,
      path: string,
      { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
    ): Promise<DoorAnswer> {
      const init = {
        method,
        headers: {
          'accept-language': 'en',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }
      const response = await app.request(path, init, env)
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return {
        status: response.status,
        etag: response.headers.get('etag') ?? '',
        body: isJson ? JSON.parse(text) : text,
      }
    }
    const put = (path: string, tag: string, body: unknown, headers = {}) =>
      send('PUT', path, { body, headers: { 'if-match': tag, ...headers } })

    return {
      send,
      put,
      get: (path: string) => send('GET', path),
      create: (id: string, body: unknown) =>
        send('PUT', `/articles/${id}`, { body, headers: { 'if-none-match': '*' } }),
      replace: (id: string, tag: string, body: unknown) => put(`/articles/${id}`, tag, body),
      writeText: (id: string, locale: string, tag: string, body: unknown, headers = {}) =>
        put(`/articles/${id}/translations/${locale}`, tag, body, headers),
      addText: (id: string, locale: string, body: unknown) =>
        send('PUT', `/articles/${id}/translations/${locale}`, { body, headers: { 'if-none-match': '*' } }),
      writeShared: (id: string, tag: string, body: unknown) => put(`/articles/${id}/shared`, tag, body),
      /** One act of the workflow. */
      act: (id: string, locale: string, act: string, tag: string, body: unknown = {}) =>
        send('POST', `/articles/${id}/translations/${locale}/${act}`, { body, headers: { 'if-match': tag } }),
    }
  }

  return { app, as, newsroom, table }
}

export type Door = Awaited<ReturnType<typeof aDoor>>
