import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../functions/admin/app.ts'
import { openPaths } from '../../functions/admin/openapi/paths.ts'
import { permissions } from '../../functions/domain/people/permissions.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createRoyalties } from '../../functions/store/royalties.ts'
import { withoutMedia } from '../support/no-media.ts'

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
