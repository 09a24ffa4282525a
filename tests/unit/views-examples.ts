import { isDeepStrictEqual } from 'node:util'
import type { MediaFile } from '../../functions/domain/library/file.ts'
import type { Locale } from '../../functions/domain/locale.ts'
import { type List, type OpenList, openLists } from '../../functions/domain/site/lists.ts'
import type { Archive, ArticlePage, Card, Nearby, SiteChrome } from '../../functions/domain/site/shapes.ts'
import type { Frame } from '../../functions/views/pages.tsx'
import * as pages from '../../functions/views/pages.tsx'

/** One of each thing that a page is given, as plain as can be; tests change what they are about. */

export const siteUrl = 'https://example.vn'

/** A picture as readers get it. */
export const picture = {
  kind: 'picture' as const,
  hash: '0'.repeat(32),
  width: 1600,
  height: 800,
  widths: [320, 800],
  fallback: 800,
  bytes: 1234,
  cards: [240],
  og: { width: 1200, height: 630 },
} satisfies MediaFile

const names = {
  vi: {
    name: 'Sở Ngoại vụ',
    tagline: 'Trang thông tin điện tử',
    news: 'Tin tức',
    notices: 'Thông báo',
    training: 'Đào tạo',
  },
  en: {
    name: 'Department of Foreign Affairs',
    tagline: 'Official site',
    news: 'News',
    notices: 'Notices',
    training: 'Training',
  },
}
const titles = {
  vi: 'Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm',
  en: 'Foreign affairs work reviewed at mid-year meeting',
}
const summaries = {
  vi: 'Hội nghị đánh giá công tác và đề ra nhiệm vụ.',
  en: 'The meeting reviewed the work done and set new tasks.',
}

export function aChrome(locale: Locale, changes: Partial<SiteChrome> = {}): SiteChrome {
  const { name, tagline, news, notices, training } = names[locale]
  const plain = { alternates: {}, former: [], missingTranslation: 'notice' as const }
  return {
    locale,
    name,
    tagline,
    imprint: {
      organisation: name,
      address: locale === 'vi' ? 'Số 1, đường Hòa Bình' : '1 Peace Street',
      phone: '0276 3 000 000',
      email: 'office@example.vn',
      responsible: locale === 'vi' ? 'Ban Biên tập' : 'Editorial board',
      note: locale === 'vi' ? 'Ghi rõ nguồn khi đăng lại.' : 'Please name the source.',
    },
    menu: [],
    foot: [],
    videoHosts: ['youtube', 'vimeo'],
    links: [{ name: locale === 'vi' ? 'Bộ Ngoại giao' : 'Ministry', url: 'https://mofa.gov.vn/' }],
    sections: [
      {
        id: 'news',
        name: news,
        slug: locale === 'vi' ? 'tin-tuc' : 'news',
        hasArticles: true,
        ...plain,
      },
      { id: 'notices', name: notices, slug: 'notices', hasArticles: false, ...plain },
    ],
    tags: [
      { id: 'asean', name: 'ASEAN', slug: 'asean', alternates: {}, former: [] },
      { id: 'training', name: training, slug: 'training', alternates: {}, former: [] },
    ],
    slugs: { news: { vi: 'tin-tuc', en: 'news' }, notices: { vi: 'thong-bao', en: 'notices' } },
    ...changes,
  }
}

export function aFrame(locale: Locale, changes: Partial<Frame> = {}): Frame {
  return {
    chrome: aChrome(locale),
    locale,
    siteUrl,
    path: `/${locale}`,
    assets: { css: 'body{margin:0}', script: '/assets/reader-0a1b2c3d.js' },
    alternates: {},
    ...changes,
  }
}

export function aCard(locale: Locale, changes: Partial<Card> = {}): Card {
  return {
    id: '4k7m2p9x1a',
    locale,
    section: 'news',
    slug: 'hoi-nghi-so-ket',
    title: titles[locale],
    summary: summaries[locale],
    publishedAt: '2019-07-15T08:00:00.000Z',
    featured: false,
    alternates: [],
    ...changes,
  }
}

export function anArticlePage(locale: Locale, changes: Partial<ArticlePage> = {}): ArticlePage {
  return {
    kind: 'page',
    ...aCard(locale),
    body: '<p>a</p>',
    tags: [],
    byline: ['Phòng Lãnh sự'],
    attachments: [],
    media: {},
    ...changes,
  }
}

/** With everything that an article can have. */
export function aFullArticle(locale: Locale, changes: Partial<ArticlePage> = {}): ArticlePage {
  return anArticlePage(locale, {
    body: '<p>1</p><h2>2</h2><ul><li>3</li></ul><table><thead><tr><th scope="col">4</th></tr></thead><tbody><tr><td>5</td></tr></tbody></table>',
    tags: ['training', 'asean'],
    updatedAt: '2019-07-16T01:30:00.000Z',
    eventDate: '2019-07-11',
    source: { name: 'Báo Thế giới và Việt Nam', url: 'https://baoquocte.vn/', publishedAt: '2019-07-12' },
    audio: { href: '/media/a.mp3', type: 'audio/mpeg', seconds: 245 },
    attachments: [
      { name: 'a.pdf', href: '/media/a.pdf', type: 'application/pdf', bytes: 1_234_567 },
      { name: 'b.zip', href: 'https://example.org/b.zip', type: 'application/zip', bytes: 950 },
    ],
    ...changes,
  })
}

export const nobodyNear: Nearby = { related: [], newer: [], older: [] }
export const anArchive: Archive = {
  months: [
    { month: '2019-07', count: 1 },
    { month: '2019-01', count: 1204 },
    { month: '2018-12', count: 3 },
  ],
}

/** A list that readers can open. */
export function aList({ chrome }: Frame, list: List): OpenList {
  const found = openLists(chrome).find((each) => isDeepStrictEqual(each.list, list))
  if (!found) throw new Error(`the examples have no list ${JSON.stringify(list)}`)
  return found
}

/** With a menu that somebody arranged. */
export function anArrangedChrome(locale: Locale): SiteChrome {
  const { name, news } = names[locale]
  const page = { name, href: `/${locale}/a/b-4k7m2p9x1a` }
  return aChrome(locale, {
    menu: [
      { name: news, href: `/${locale}/tin-tuc`, entries: [] },
      { name, entries: [page, { own: 'sitemap', href: `/${locale}/so-do` }] },
    ],
    foot: [page, { name: 'gov.vn', href: 'https://chinhphu.vn' }],
  })
}

/** Every page of the site, filled and empty, in one locale. */
export function everyPage(locale: Locale, frame = aFrame(locale)): Record<string, string> {
  const other: Locale = locale === 'vi' ? 'en' : 'vi'
  const outside = aCard(locale, { id: '4k7m2p9x1b', externalUrl: 'https://www.example.org/notice' })
  const cards = [aCard(locale), outside]
  const [latest, news, notices, tag] = [
    aList(frame, { kind: 'latest' }),
    aList(frame, { kind: 'section', id: 'news' }),
    aList(frame, { kind: 'section', id: 'notices' }),
    aList(frame, { kind: 'tag', id: 'training' }),
  ]
  const translated = { ...frame, alternates: { [other]: `/${other}/x` } }
  const archive = anArchive
  const nowhere = '/a/b'
  const gone = {
    kind: 'gone' as const,
    id: '4k7m2p9x1a',
    title: titles[locale],
    reason: summaries[locale],
    at: '2019-07-15T08:00:00.000Z',
    alternates: [],
  }
  const absent = {
    kind: 'absent' as const,
    id: '4k7m2p9x1a',
    title: titles[other],
    alternates: [{ locale: other, section: 'news', slug: 'a' }],
  }
  const front = { featured: cards, latest: cards, sections: [{ id: 'news', cards }] }
  return {
    front: pages.renderFrontPage(translated, { front }),
    'empty front': pages.renderFrontPage(frame, { front: { featured: [], latest: [], sections: [] } }),
    section: pages.renderList(translated, {
      open: news,
      cards,
      archive,
      older: '/o',
      newer: '/n',
      atStart: false,
    }),
    'empty section': pages.renderList(frame, {
      open: notices,
      cards: [],
      archive: { months: [] },
      atStart: true,
    }),
    month: pages.renderList(frame, {
      open: news,
      atStart: true,
      month: '2019-01',
      cards,
      archive,
      newer: '/n',
      older: '/o',
    }),
    'month of everything': pages.renderList(frame, {
      open: latest,
      month: '2019-07',
      cards,
      archive,
      atStart: true,
    }),
    latest: pages.renderList(frame, { open: latest, cards, archive, older: '/o', atStart: true }),
    tag: pages.renderList(translated, {
      open: tag,
      cards,
      archive: { months: [] },
      older: '/o',
      atStart: true,
    }),
    article: pages.renderArticle(translated, {
      article: aFullArticle(locale),
      nearby: { related: cards, newer: cards, older: cards, replies: cards, replyTo: outside },
      views: 12_345,
    }),
    'plain article': pages.renderArticle(frame, {
      article: anArticlePage(locale, { byline: [], summary: '' }),
      nearby: nobodyNear,
      views: 0,
    }),
    page: pages.renderArticle(aFrame(locale, { chrome: anArrangedChrome(locale) }), {
      article: anArticlePage(locale, { type: 'page' }),
      nearby: nobodyNear,
      views: 12,
    }),
    sitemap: pages.renderSitemap(aFrame(locale, { chrome: anArrangedChrome(locale) }), {
      pages: [aCard(locale, { type: 'page' })],
      archive,
    }),
    contact: pages.renderContact(translated),
    sent: pages.renderSent(frame, 'message'),
    'not sent': pages.renderNotSent({ locale, css: 'body{margin:0}', why: 'wrong' }),
    'empty sitemap': pages.renderSitemap(aFrame(locale, { chrome: aChrome(locale, { tags: [] }) }), {
      pages: [],
      archive: { months: [] },
    }),
    gone: pages.renderGone({ ...frame, path: nowhere }, { gone, latest: cards }),
    'not found': pages.renderNotFound({ ...frame, path: nowhere }, { latest: cards }),
    absent: pages.renderNotFound({ ...translated, path: nowhere }, { latest: cards, absent }),
    unavailable: pages.renderUnavailable({ locale }),
  }
}
