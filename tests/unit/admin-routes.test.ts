import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { openPaths } from '../../functions/admin/openapi/paths.ts'
import { permissions } from '../../functions/domain/people/permissions.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { withoutMedia } from '../support/media/no-media.ts'

const table = createMemoryTable()
const app = createAdminApp({
  ...withoutMedia,
  newsroom: createNewsroom(table),
  royalties: createRoyalties(table),
  siteUrl: 'https://news.example',
})

/** What everybody on the staff may ask: who they are. And everybody at all: how the API works. */
const free = ['GET /me', ...openPaths.map((path) => `GET ${path}`)]

const paths = app.routes.filter(({ method }) => method !== 'ALL')
const routes = [...new Set(paths.map(({ method, path }) => `${method} ${path}`))]

/** The permissions a route asks for: by a guard of its own, or of all routes below a path. */
function permissionsOf(route: string): string[] {
  const path = route.split(' ')[1]!
  const guards = app.routes.filter((each) =>
    each.method === 'ALL'
      ? path.startsWith(each.path.replace(/\/?\*$/u, ''))
      : `${each.method} ${each.path}` === route,
  )
  return guards
    .map(({ handler }) => handler.name)
    .flatMap((name) => (name.startsWith('allow ') ? [name.slice(6)] : []))
}

describe('every route of the editors’ door', () => {
  it.each(routes.filter((route) => !free.includes(route)))(
    '%s asks for a permission of the table',
    (route) => {
      expect(permissionsOf(route)).not.toEqual([])
      expect(Object.keys(permissions)).toEqual(expect.arrayContaining(permissionsOf(route)))
    },
  )

  it('asks for each permission somewhere, so that the table holds nothing idle', () => {
    const asked = new Set(app.routes.map(({ handler }) => handler.name.replace(/^allow /u, '')))
    // These are asked for inside a route, when it knows what is written.
    const inside = ['import', 'curate']
    expect(Object.keys(permissions).filter((each) => !asked.has(each) && !inside.includes(each))).toEqual([])
  })
})

describe('an address of the editors’ door', () => {
  const newsroom = createNewsroom(table)
  const ask = async (method: string, path: string) => {
    await newsroom.saveStaff({ id: 'admin', role: 'admin', name: 'Quản trị' })
    const event = { requestContext: { authorizer: { iam: { userId: 'admin' } } } }
    const response = await app.request(path, { method }, { event } as never)
    return { status: response.status, allow: response.headers.get('allow'), text: await response.text() }
  }

  it.each(routes)('of %s says which methods it takes, where it is asked by another', async (route) => {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replace(/:\w+/gu, 'vi')
    const { status, allow, text } = await ask('PATCH', path)
    expect(status).toBe(405)
    expect(allow!.split(', ')).toContain(method)
    expect(JSON.parse(text)).toMatchObject({ code: 'not_allowed', title: 'Method Not Allowed' })
  })

  it('takes HEAD where it takes GET, and is not there where it takes nothing', async () => {
    expect((await ask('POST', '/articles')).allow).toBe('GET, HEAD')
    expect((await ask('POST', '/articles/4k7m2p9x1a')).allow).toBe('GET, HEAD, PUT')
    expect((await ask('POST', '/nowhere')).status).toBe(404)
    expect((await ask('GET', '/articles/4k7m2p9x1a')).status).toBe(404)
  })

  it('tells a stranger nothing of it', async () => {
    const response = await app.request('/articles', { method: 'PATCH' })
    expect([response.status, response.headers.get('allow')]).toEqual([403, null])
  })
})
