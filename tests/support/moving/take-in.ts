import { createAdminApp } from '../../../functions/admin/app.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { createNewsroom } from '../../../functions/store/newsroom.ts'
import { createRoyalties } from '../../../functions/store/royalties.ts'
import type { Table } from '../../../functions/store/table.ts'
import { aNewsroom } from '../articles/newsroom.ts'
import { withoutMedia } from '../media/no-media.ts'

export const now = '2026-11-27T08:00:00.000Z'

/** `through`: what the door has in place of the table. */
export function aDoor(clock = () => now, through: (table: Table) => Table = (table) => table) {
  const parts = aNewsroom({ start: new Date(now) })
  const table = through(parts.newsroomTable)
  const app = createAdminApp({
    ...withoutMedia,
    newsroom: createNewsroom(table),
    royalties: createRoyalties(table),
    siteUrl: 'https://site.example',
    now: () => new Date(clock()),
  })
  async function send(as: Role, method: string, path: string, body?: unknown, headers = {}) {
    await parts.newsroom.saveStaff({ id: `the-${as}`, name: `Người ${as}`, role: as })
    const event = { requestContext: { requestId: 'r1', authorizer: { iam: { userId: `the-${as}` } } } }
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const init = { method, headers: { 'content-type': 'application/json', ...headers }, ...json }
    const response = await app.request(path, init, { event })
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      body: JSON.parse((await response.text()) || '{}'),
    }
  }
  const takeIn = async (...items: object[]) =>
    (await send('admin', 'POST', '/imports/articles', { items })).body.results
  return { ...parts, send, takeIn }
}

export const aVersion = (changes: object = {}, text: object = {}) => ({
  at: '2012-03-01T02:00:00.000Z',
  author: 'Phòng Lãnh sự',
  section: 'news',
  byline: ['Phòng Lãnh sự'],
  translations: {
    vi: {
      status: 'published',
      publishedAt: '2012-03-01T03:00:00.000Z',
      title: 'Tập huấn công tác lãnh sự',
      body: '<p>Nội dung.</p>',
      ...text,
    },
  },
  ...changes,
})

export const anItem = (changes: object = {}) => ({
  system: 'sharepoint',
  key: 'tin-tuc/79',
  file: 'tin-tuc.json',
  addresses: ['https://cu.example/tin-tuc/Pages/chi-tiet.aspx?ID=79'],
  views: 842,
  versions: [
    aVersion({ label: '1.0' }),
    aVersion(
      { at: '2012-03-02T02:00:00.000Z', author: 'Văn phòng', label: '1.1' },
      { status: 'draft', title: 'Tập huấn' },
    ),
  ],
  ...changes,
})

/** Notes of what was done tell how, and not what readers see. */
export const withoutShown = (site: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(site).filter(([name]) => !/^(?:REBUILD|UNSEEN|MIRROR|SEARCH) /u.test(name)),
  )
