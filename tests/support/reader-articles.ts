import type { Locale } from '../../functions/domain/locale.ts'
import type { Cloud } from '../../infra/local/cloud.ts'
import { anArticle, aText } from './articles.ts'
import { as } from './cloud.ts'

/** One of each thing that the sample content lacks. */

export const words = {
  full: { vi: 'Lịch tiếp công dân quý IV và các mẫu đơn kèm theo', en: 'Reception days in the last quarter' },
  onlyVi: 'Thông tin chỉ có bằng tiếng Việt',
  onlyEn: 'A note for visitors from abroad',
  away: { vi: 'Tra cứu thủ tục trên trang của Bộ', en: 'Look up procedures at the ministry' },
  gone: { vi: 'Thông báo đã được thay thế', en: 'A notice that was replaced' },
  reason: { vi: 'Nội dung đã được thay bằng thông báo mới.', en: 'A new notice has taken its place.' },
  retitled: { before: 'Tiêu đề cũ', after: 'Tiêu đề mới' },
}

const ids = {
  full: 'fa11000001',
  onlyVi: 'fa11000002',
  onlyEn: 'fa11000003',
  away: 'fa11000004',
  gone: 'fa11000005',
  retitled: 'fa11000006',
}

/** Addresses of each kind of page. `absent`: the article exists, in the other language. */
export const addresses = {
  vi: {
    front: '/vi',
    section: '/vi/thong-bao',
    month: '/vi/tin-tuc/2026/09',
    latest: '/vi/latest',
    topic: '/vi/topics/viet-nam-campuchia',
    article: `/vi/thong-bao/lich-tiep-cong-dan-${ids.full}`,
    away: `/vi/lanh-su/tra-cuu-${ids.away}`,
    notFound: '/vi/khong-co-trang-nay',
    absent: `/vi/lanh-su/note-${ids.onlyEn}`,
    gone: `/vi/thong-bao/da-thay-${ids.gone}`,
  },
  en: {
    front: '/en',
    section: '/en/notices',
    month: '/en/news/2026/11',
    latest: '/en/latest',
    topic: '/en/topics/passports-and-visas',
    article: `/en/notices/reception-days-${ids.full}`,
    away: `/en/consular-affairs/look-up-${ids.away}`,
    notFound: '/en/no-such-page',
    absent: `/en/consular-affairs/chi-co-${ids.onlyVi}`,
    gone: `/en/notices/replaced-${ids.gone}`,
  },
} satisfies Record<Locale, Record<string, string>>

export const onlyVi = `/vi/lanh-su/chi-co-${ids.onlyVi}`
export const retitled = {
  before: `/vi/tin-tuc/tieu-de-cu-${ids.retitled}`,
  after: `/vi/tin-tuc/tieu-de-moi-${ids.retitled}`,
}

const row = (cells: readonly string[]) => `<tr>${cells.join('')}</tr>`
const aTable = (caption: string, head: readonly string[], body: readonly string[][]) =>
  `<table><caption>${caption}</caption><thead>${row(head.map((cell) => `<th scope="col">${cell}</th>`))}</thead><tbody>${body
    .map((cells) => row(cells.map((cell) => `<td>${cell}</td>`)))
    .join('')}</tbody></table>`

const files = [
  { name: 'Mẫu đơn đăng ký.pdf', href: '/media/mau-don.pdf', type: 'application/pdf', bytes: 123_456 },
  { name: 'schedule.csv', href: '/media/schedule.csv', type: 'text/csv', bytes: 2_480 },
]

/** Everything that an article may have. */
const full = {
  section: 'notices',
  tags: ['online-services', 'passports-visas'],
  byline: ['Văn phòng Sở', 'Phòng Lãnh sự'],
  eventDate: '2026-10-15',
  related: [ids.away, 's573v8v93v'],
  source: { name: 'Báo điện tử của tỉnh', url: 'https://example.vn/bao', publishedAt: '2026-09-30' },
  attachments: files,
  translations: {
    vi: aText({
      title: words.full.vi,
      slug: 'lich-tiep-cong-dan',
      summary: 'Lãnh đạo Sở tiếp công dân vào ngày 15 hằng tháng.',
      body: `<h2>Thời gian</h2><p>Xem bảng và <a href="https://example.vn/huong-dan">hướng dẫn</a>.</p>${aTable(
        'Lịch tiếp công dân',
        ['Tháng', 'Ngày', 'Địa điểm tiếp nhận', 'Ghi chú'],
        [
          ['10', '15', 'Phòng họp số 1', 'Buổi sáng'],
          ['11', '16', 'Phòng họp số 2', 'Cả ngày'],
        ],
      )}<blockquote><p>Xin mang theo giấy tờ tùy thân.</p></blockquote><h3>Cách đăng ký</h3><ol><li>Gọi điện;</li><li>Gửi thư.</li></ol>`,
      audio: { href: '/media/lich.mp3', type: 'audio/mpeg', seconds: 95 },
    }),
    en: aText({
      title: words.full.en,
      slug: 'reception-days',
      summary: 'The department receives the public on the 15th of each month.',
      body: `<h2>When</h2><p>See the table and the <a href="https://example.vn/guide">guide</a>.</p>${aTable(
        'Reception days',
        ['Month', 'Day', 'Place of reception', 'Remarks'],
        [
          ['10', '15', 'Meeting room 1', 'In the morning'],
          ['11', '16', 'Meeting room 2', 'All day'],
        ],
      )}<blockquote><p>Please bring your papers.</p></blockquote><h3>How to register</h3><ol><li>By telephone;</li><li>By letter.</li></ol>`,
      audio: { href: '/media/schedule.mp3', type: 'audio/mpeg', seconds: 80 },
    }),
  },
}

/** Publishes an article in all its languages; answers the tag of its last revision. */
async function publish(cloud: Cloud, id: string, article: unknown, at: string): Promise<string> {
  const admin = as(cloud, 'admin')
  let { etag, body } = await admin.create(id, article)
  for (const locale of Object.keys(body.article.translations))
    ({ etag, body } = await admin.publish(id, locale, etag, { publishedAt: at }))
  return etag
}

const anEnglishText = (changes: object) => aText({ summary: '', body: '<p>Text.</p>', ...changes })

async function withdrawOne(cloud: Cloud): Promise<void> {
  const translations = {
    vi: aText({ title: words.gone.vi, slug: 'da-thay' }),
    en: anEnglishText({ title: words.gone.en, slug: 'replaced' }),
  }
  const article = anArticle({ section: 'notices', translations })
  let etag = await publish(cloud, ids.gone, article, '2026-07-01T01:00:00Z')
  for (const locale of ['vi', 'en'] as const)
    ({ etag } = await as(cloud, 'admin').withdraw(ids.gone, locale, etag, words.reason[locale]))
}

async function retitleOne(cloud: Cloud): Promise<void> {
  const article = (title: string, slug: string) => anArticle({ translations: { vi: aText({ title, slug }) } })
  const { before, after } = words.retitled
  const first = await publish(cloud, ids.retitled, article(before, 'tieu-de-cu'), '2026-06-01T01:00:00Z')
  const { etag } = await as(cloud, 'admin').replace(ids.retitled, first, article(after, 'tieu-de-moi'))
  await as(cloud, 'admin').publish(ids.retitled, 'vi', etag)
}

/** Small articles, one an hour, so that the section of news has more than one page. */
async function publishBriefs(cloud: Cloud, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const article = anArticle({ translations: { vi: aText({ title: `Tin vắn số ${n}` }) } })
    const at = new Date(Date.UTC(2024, 2, 1, n)).toISOString()
    await publish(cloud, `fb22${String(n).padStart(6, '0')}`, article, at)
  }
}

export async function publishReaderArticles(cloud: Cloud): Promise<void> {
  const consular = (translations: object) => anArticle({ section: 'consular', translations })
  const vi = aText({ title: words.onlyVi, slug: 'chi-co' })
  const en = anEnglishText({ title: words.onlyEn, slug: 'note' })
  const away = {
    vi: aText({ title: words.away.vi, slug: 'tra-cuu', externalUrl: 'https://www.example.vn/thu-tuc' }),
    en: anEnglishText({ title: words.away.en, slug: 'look-up', externalUrl: 'https://www.example.vn/en' }),
  }
  await Promise.all([
    publish(cloud, ids.full, full, '2026-10-01T01:00:00Z'),
    publish(cloud, ids.onlyVi, consular({ vi }), '2026-08-01T01:00:00Z'),
    publish(cloud, ids.onlyEn, consular({ en }), '2026-08-02T01:00:00Z'),
    publish(cloud, ids.away, consular(away), '2026-10-02T01:00:00Z'),
    withdrawOne(cloud),
    retitleOne(cloud),
    publishBriefs(cloud, 15),
  ])
}
