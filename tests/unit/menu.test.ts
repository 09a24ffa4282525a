import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { menu } from '../../functions/domain/settings/menu.ts'
import { defaultSettings } from '../../functions/domain/settings/settings.ts'
import { composeChrome } from '../../functions/domain/site/chrome.ts'
import { createSite } from '../../functions/store/site.ts'
import { inBoth, newId } from '../support/articles/articles.ts'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { inEnglish } from '../support/refusal.ts'
import { aSite } from './site-door.ts'
import { aCard, siteUrl } from './views-examples.ts'

const label = { vi: 'Giới thiệu', en: 'About us' }
const outside = { kind: 'address', url: 'https://example.org/' } as const

/** What is wrong with a menu, as `path: message`. */
function faultsOf(top: object[], foot: object[] = []): string[] {
  const { error } = menu.safeParse({ top, foot })
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${inEnglish(message)}`) ?? []
}

describe('the menu', () => {
  it('holds entries that lead somewhere, and groups of them', () => {
    const news = { target: { kind: 'section', id: 'news' } }
    expect(faultsOf([news, { label, entries: [news, { label, target: outside }] }])).toEqual([])
    expect(faultsOf([], [{ label, target: outside }, news])).toEqual([])
  })

  it('asks for a name in each language where what it leads to has none', () => {
    const unnamed = 'needs a name in each language: an outside address and a group have none of their own'
    expect(faultsOf([{ target: outside }])).toEqual([`top.0.label: ${unnamed}`])
    expect(faultsOf([], [{ target: outside }])).toEqual([`foot.0.label: ${unnamed}`])
    expect(faultsOf([{ entries: [{ label, target: outside }] }])).toEqual([`top.0.label: ${unnamed}`])
    expect(faultsOf([{ label: { vi: 'Giới thiệu' }, target: outside }])).toHaveLength(1)
  })

  it('leads somewhere or opens a group, and never both or neither', () => {
    const either = 'say either where it leads or which entries it opens'
    const entry = { label, target: outside }
    expect(faultsOf([{ label }])).toEqual([`top.0.target: ${either}`])
    expect(faultsOf([{ ...entry, entries: [entry] }])).toEqual([`top.0.target: ${either}`])
  })

  it('takes no address that a browser would run', () => {
    expect(faultsOf([{ label, target: { kind: 'address', url: 'javascript:alert(1)' } }])).toHaveLength(1)
  })
})

const page = newId()
const items = [
  { target: { kind: 'section' as const, id: 'news' }, entries: [] },
  { target: { kind: 'section' as const, id: 'border' }, entries: [] },
  {
    label,
    entries: [
      { target: { kind: 'page' as const, id: page } },
      { target: { kind: 'sitemap' as const } },
      { label: { vi: 'Nơi khác', en: 'Elsewhere' }, target: outside },
    ],
  },
  { label, entries: [{ target: { kind: 'page' as const, id: newId() } }] },
]

async function arranged() {
  const room = aNewsroom()
  const news = newId()
  await room.live(news)
  await room.live(page, { type: 'page', translations: inBoth('Chức năng') })
  const foot = [
    { target: { kind: 'latest' as const } },
    { target: { kind: 'section' as const, id: 'border' } },
  ]
  await room.configure((before) => ({ ...before, menu: { top: items, foot } }))
  await room.publish([page, news])
  const site = createSite(room.siteTable)
  const [vi, en] = await Promise.all(locales.map(site.chrome))
  return { vi: vi!, en: en! }
}

describe('what readers get of it', () => {
  it('is what is public in their language, under its name of today', async () => {
    const { vi, en } = await arranged()
    expect(vi.menu).toEqual([
      { name: 'Tin tức', href: '/vi/tin-tuc', entries: [] },
      {
        name: 'Giới thiệu',
        entries: [
          { name: 'Chức năng', href: `/vi/trang/chuc-nang-${page}` },
          { own: 'sitemap', href: '/vi/so-do' },
          { name: 'Nơi khác', href: 'https://example.org/' },
        ],
      },
    ])
    expect(vi.foot).toEqual([{ own: 'latest', href: '/vi/moi-nhat' }])
    const [group, ...others] = en.menu
    expect(others).toEqual([])
    expect(group!.entries.map(({ href }) => href)).toEqual(['/en/sitemap', 'https://example.org/'])
  })

  it('is every section with something to read where nobody arranged it', () => {
    const front = { featured: [], latest: [], sections: [{ id: 'news', cards: [] }] }
    const contents = new Map(locales.map((each) => [each, { front, tagged: [], pages: [] }]))
    expect(composeChrome(defaultSettings, 'vi', contents)).toMatchObject({ menu: [], foot: [] })
  })
})

describe('the site map', () => {
  it('leads to every page, section, topic and month, and to what programs can have', async () => {
    const pageCard = aCard('vi', { id: '4k7m2p9x1c', type: 'page', title: 'Chức năng', slug: 'chuc-nang' })
    const app = await aSite([aCard('vi'), pageCard], {})
    const response = await app.request('/vi/so-do')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-tag')?.split(',')).toEqual(
      expect.arrayContaining(['site', 'l-vi', 'p-vi']),
    )
    const html = await response.text()
    for (const path of [
      '/vi/trang/chuc-nang-4k7m2p9x1c',
      '/vi/tin-tuc',
      '/vi/chu-de/asean',
      '/vi/moi-nhat/2019/07',
      '/vi/feed.xml',
      '/vi/feed.json',
      '/vi/events.ics',
      '/api/v1/openapi.json',
    ])
      expect(html).toContain(`href="${path}"`)
  })

  it('is led to by the word of another language', async () => {
    const response = await (await aSite([aCard('vi')], {})).request('/vi/sitemap')
    expect([response.status, response.headers.get('location')]).toEqual([301, '/vi/so-do'])
  })

  it('stands at one address, and nothing below it', async () => {
    expect((await (await aSite([aCard('vi')], {})).request('/vi/so-do/x')).status).toBe(404)
  })

  it('names pages to search engines among what has no date of its own, and never as news', async () => {
    const pageCard = aCard('vi', { id: '4k7m2p9x1c', type: 'page', slug: 'chuc-nang' })
    const app = await aSite([aCard('vi'), pageCard], {})
    const read = async (path: string) => await (await app.request(path)).text()
    expect(await read('/sitemaps/pages.xml')).toContain(`${siteUrl}/vi/trang/chuc-nang-4k7m2p9x1c`)
    expect(await read('/sitemaps/pages.xml')).toContain(`${siteUrl}/vi/so-do`)
    for (const path of ['/sitemaps/news.xml', '/sitemaps/2019-07.xml', '/vi/feed.xml'])
      expect(await read(path)).not.toContain('4k7m2p9x1c')
  })
})

describe('the contact page', () => {
  it.each([
    ['/vi/lien-he', 200],
    ['/en/contact', 200],
    ['/vi/lien-he/da-gui', 200],
    ['/en/contact/sent', 200],
    ['/vi/lien-he/khac', 404],
  ])('%s is answered with %d', async (path, status) => {
    const response = await (await aSite([aCard('vi')], {})).request(path)
    expect(response.status).toBe(status)
    if (status === 200) expect(await response.text()).toContain(`<html lang="${path.slice(1, 3)}"`)
  })

  it.each([
    ['/vi/contact', '/vi/lien-he'],
    ['/vi/contact/sent', '/vi/lien-he/da-gui'],
  ])('%s, in the words of another language, leads to %s', async (path, to) => {
    const response = await (await aSite([aCard('vi')], {})).request(path)
    expect([response.status, response.headers.get('location')]).toEqual([301, to])
  })
})

describe('the page of search', () => {
  it.each(['/vi/research', '/vi/tim-kiem-cuu-nan', '/vi/tim-kiem/x', '/vi/x/search'])(
    'leads %s, which only begins or ends like it, nowhere',
    async (path) => {
      expect((await (await aSite([aCard('vi')], {})).request(path)).status).toBe(404)
    },
  )
})
