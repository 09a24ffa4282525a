import { createAdminApp } from '../../../functions/admin/app.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { createPreviewApp } from '../../../functions/preview/app.ts'
import { nameOf } from '../../../functions/preview/decide.ts'
import { revisionTag } from '../../../functions/store/entity-tag.ts'
import { createMemoryTable } from '../../../functions/store/memory-table.ts'
import { createNewsroom } from '../../../functions/store/newsroom.ts'
import { createRoyalties } from '../../../functions/store/royalties.ts'
import { withoutMedia } from '../media/no-media.ts'
import { anArticle, aText, newId } from './articles.ts'

export const siteUrl = 'https://news.example'
/** What a gateway adds to a request. */
const throughGateway = { event: { requestContext: { requestId: 'r1' } } } as never

export const asRead = { 'if-match': 'as read' }

export const staff = {
  writer: 'editor',
  editor: 'editor',
  contributor: 'contributor',
  approver: 'approver',
} as const
type Person = keyof typeof staff

/** Both doors on one newsroom in memory, with a clock of the test's own. */
export function aHouse() {
  const newsroom = createNewsroom(createMemoryTable())
  let time = Date.parse('2026-03-02T08:00:00.000Z')
  const now = () => {
    time += 1000
    return new Date(time)
  }
  const admin = createAdminApp({
    ...withoutMedia,
    newsroom,
    royalties: createRoyalties(createMemoryTable()),
    siteUrl,
    now,
  })
  const preview = createPreviewApp({ newsroom, css: 'body{margin:0}', siteUrl, now })

  /** `asRead` is the tag that is current, as somebody names it who has just read the article. */
  async function known(path: string, headers: Record<string, string>): Promise<Record<string, string>> {
    if (headers['if-match'] !== asRead['if-match']) return headers
    const latest = await newsroom.articles.latest(path.split('/')[2] ?? '')
    return { ...headers, 'if-match': latest ? revisionTag(latest) : '' }
  }

  async function as(
    who: Person,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const event = { requestContext: { requestId: 'r1', authorizer: { iam: { userId: who } } } }
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...(await known(path, headers)) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }
    const response = await admin.request(path, init, { event } as never)
    return { status: response.status, body: await response.json(), etag: response.headers.get('etag') ?? '' }
  }

  async function stateOf(id: string) {
    const latest = (await newsroom.articles.latest(id))!
    return { ...latest, text: latest.state.translations.vi! }
  }

  return {
    newsroom,
    as,
    stateOf,
    wait: (hours: number) => {
      time += hours * 3_600_000
    },
    hire: (role: Role, id: string, more = {}) =>
      newsroom.saveStaff({ id, role, name: `Nhân sự ${id}`, ...more }),
    act: (who: Person, id: string, name: string, body: unknown = {}, locale = 'vi') =>
      as(who, 'POST', `/articles/${id}/translations/${locale}/${name}`, body, asRead),
    /** A text in review, written by the writer. */
    async submitted(content = {}) {
      const id = newId()
      const texts = { vi: aText(), en: aText({ title: 'Foreign affairs meeting' }) }
      const made = anArticle({ translations: texts, ...content })
      await as('writer', 'PUT', `/articles/${id}`, made, { 'if-none-match': '*' })
      await as('writer', 'POST', `/articles/${id}/translations/vi/submit`, {}, asRead)
      return id
    },
    link: (who: Person, id: string, more: object = {}, headers = {}) =>
      as(
        who,
        'POST',
        `/articles/${id}/translations/vi/links`,
        { purpose: 'read', label: 'Lãnh đạo Sở', ...more },
        { 'idempotency-key': crypto.randomUUID(), ...headers },
      ),
    async open(url: string) {
      const response = await preview.request(url, {}, throughGateway)
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
    async decide(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
      // What the form of this link holds, also where it is not shown any more.
      const key = new URL(url).pathname.slice('/preview/'.length)
      const link = await newsroom.links.find(key.slice(0, 10))
      const revision = link ? nameOf(link.revision) : ''
      const body = new URLSearchParams({ revision, ...fields }).toString()
      const response = await preview.request(url, { method: 'POST', body, headers }, throughGateway)
      return {
        status: response.status,
        text: await response.text(),
        location: response.headers.get('location'),
      }
    },
  }
}
