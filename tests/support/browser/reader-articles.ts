import type { Locale } from '../../../functions/domain/locale.ts'
import type { Cloud } from '../../../infra/local/cloud.ts'
import { anArticle, aText } from '../articles/articles.ts'
import { upload } from '../media/media.ts'
import { as } from '../product/cloud.ts'

/** One of each thing that the sample content lacks. */

export const words = {
  full: { vi: 'Lịch tiếp công dân quý IV và các mẫu đơn kèm theo', en: 'Reception days in the last quarter' },
  onlyVi: 'Thông tin chỉ có bằng tiếng Việt',
  onlyEn: 'A note for visitors from abroad',
  away: { vi: 'Tra cứu thủ tục trên trang của Bộ', en: 'Look up procedures at the ministry' },
  gone: { vi: 'Thông báo đã được thay thế', en: 'A notice that was replaced' },
  reason: { vi: 'Nội dung đã được thay bằng thông báo mới.', en: 'A new notice has taken its place.' },
  retitled: { before: 'Tiêu đề cũ', after: 'Tiêu đề mới' },
  pictured: { vi: 'Một ngày ở cửa khẩu qua ảnh và âm thanh', en: 'A day at the border gate' },
  spoken: { vi: 'Xin chào quý vị.', en: 'Good morning.' },
}

const ids = {
  full: 'fa11000001',
  onlyVi: 'fa11000002',
  onlyEn: 'fa11000003',
  away: 'fa11000004',
  gone: 'fa11000005',
  retitled: 'fa11000006',
  pictured: 'fa11000007',
}

/** Addresses of each kind of page. `absent`: the article exists, in the other language. */
export const addresses = {
  vi: {
    front: '/vi',
    section: '/vi/thong-bao',
    month: '/vi/tin-tuc/2026/09',
    latest: '/vi/moi-nhat',
    topic: '/vi/chu-de/viet-nam-campuchia',
    article: `/vi/thong-bao/lich-tiep-cong-dan-${ids.full}`,
    pictured: `/vi/bien-gioi/qua-anh-${ids.pictured}`,
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
    pictured: `/en/border-affairs/in-pictures-${ids.pictured}`,
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

/** Files of the sample content, and a sound that is made for them. */
const media = { lead: 'd0gatefrt8', inText: 'd0r0adsmp7', workbook: 'd0h0rs0x19', sound: 'fa1100000s' }
const gallery = ['d0markerh5', 'd0trave1p6', 'd0b0at5r1v']

/** What its pictures show, in each language: the lead image, the one in the text, those of the gallery. */
export const alts = {
  vi: {
    lead: 'Cửa khẩu buổi sáng',
    inText: 'Bản đồ các tuyến đường',
    gallery: ['Cột mốc', 'Va li', 'Thuyền'],
  },
  en: { lead: 'The gate at dawn', inText: 'A map of roads', gallery: ['A marker', 'A suitcase', 'Boats'] },
}
export const captions = {
  vi: { lead: 'Những chuyến xe đầu tiên.', credit: 'Ảnh: Ban Biên tập', gallery: 'Ba nơi trong ngày.' },
  en: { lead: 'The first lorries.', credit: 'Image: Editorial Board', gallery: 'Three places in one day.' },
}

/** Ten seconds of silence: MPEG-1 layer III, 128 kbit/s, 44.1 kHz. */
function silence(): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return Buffer.concat(Array<Buffer>(384).fill(frame))
}

/** With pictures, sound and a document of the media library. The gallery is far below what is seen first. */
function aPicturedText(locale: Locale, slug: string) {
  const alt = alts[locale]
  const figure = (id: string, shows: string, caption = '') =>
    `<figure><img src="media:${id}" alt="${shows}">${caption && `<figcaption>${caption}</figcaption>`}</figure>`
  const pictures = gallery.map((id, at) => figure(id, alt.gallery[at] ?? '', `${at + 1}`)).join('')
  const long = `<p>${`${words.spoken[locale]} `.repeat(40).trim()}</p>`.repeat(12)
  return aText({
    title: words.pictured[locale],
    summary: '',
    slug,
    alt: alt.lead,
    caption: captions[locale].lead,
    credit: captions[locale].credit.replace(/^.*: /u, ''),
    audio: { media: media.sound, transcript: words.spoken[locale] },
    body: `<p><a href="media:${media.workbook}">${words.spoken[locale]}</a></p>${figure(media.inText, alt.inText)}${long}<figure>${pictures}<figcaption>${captions[locale].gallery}</figcaption></figure><p>.</p><figure><audio src="media:${media.sound}"></audio></figure>`,
  })
}

async function publishPictured(cloud: Cloud): Promise<void> {
  await upload(cloud, 'radio.mp3', silence(), { id: media.sound })
  const article = anArticle({
    section: 'border',
    leadImage: { media: media.lead },
    attachments: [{ name: 'Counter hours', media: media.workbook }],
    translations: { vi: aPicturedText('vi', 'qua-anh'), en: aPicturedText('en', 'in-pictures') },
  })
  await publish(cloud, ids.pictured, article, '2026-09-03T01:00:00Z')
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
  // What another article names must be there before it.
  await publish(cloud, ids.away, consular(away), '2026-10-02T01:00:00Z')
  await Promise.all([
    publish(cloud, ids.full, full, '2026-10-01T01:00:00Z'),
    publish(cloud, ids.onlyVi, consular({ vi }), '2026-08-01T01:00:00Z'),
    publish(cloud, ids.onlyEn, consular({ en }), '2026-08-02T01:00:00Z'),
    withdrawOne(cloud),
    retitleOne(cloud),
    publishBriefs(cloud, 15),
    publishPictured(cloud),
  ])
}
