import { describe, expect, it } from 'vitest'
import type { Content } from '../../functions/desk/article/content.ts'
import { checksOf } from '../../functions/desk/checks/checks.ts'
import type { Found, Known } from '../../functions/desk/checks/found.ts'
import { articleOf, hrefsIn, leadsNowhere, pathOnSite } from '../../functions/desk/checks/links.ts'
import { aStoredArticle } from '../support/articles/articles.ts'

const good = { title: 'Hội nghị đối ngoại', summary: 'Tóm tắt.', body: '<p>Nội dung.</p>' }

const nothingKnown: Known = { file: () => undefined, link: () => undefined }

function check(
  text: object,
  shared: Content['shared'] = { section: 'news' },
  known: Partial<Known> = {},
): Found[] {
  const content: Content = { shared, translations: { vi: { ...good, ...text } } }
  return checksOf({ content, text: 'vi', article: undefined, known: { ...nothingKnown, ...known } })
}
const rules = (found: Found[]) => found.map(({ rule }) => rule)

describe('the checks of a text', () => {
  it('find nothing in a text that is ready', () => {
    expect(check({})).toEqual([])
  })

  it.each([
    ['title', { title: ' ' }],
    ['no_text', { body: '' }],
  ])('find as an error what the API would refuse: %s', (rule, text) => {
    expect(check(text)).toEqual([expect.objectContaining({ rule, severity: 'error' })])
  })

  it('ask for a section', () => {
    expect(check({}, {})).toEqual([{ rule: 'section', severity: 'error', field: 'section' }])
  })

  it('ask for words for the lead picture, unless it only decorates', () => {
    const leadImage = { media: '01a2b3c4d5', decorative: false }
    expect(rules(check({}, { section: 'news', leadImage }))).toEqual(['lead_alt'])
    expect(check({ alt: 'Cột mốc' }, { section: 'news', leadImage })).toEqual([])
    expect(check({}, { section: 'news', leadImage: { ...leadImage, decorative: true } })).toEqual([])
  })

  it.each([
    ['alt', '<figure><img src="media:01a2b3c4d5"></figure>'],
    ['empty_heading', '<h2></h2><p>a</p>'],
    ['heading_order', '<h2>a</h2><h4>b</h4>'],
    ['heading_order', '<h3>a</h3>'],
    ['link_text', '<p>Xem <a href="https://example.vn/">tại đây</a>.</p>'],
    ['link_text', '<p><a href="https://example.vn/">https://example.vn/</a></p>'],
    ['table_head', '<table><tbody><tr><td>a</td></tr></tbody></table>'],
    ['double_space', '<p>hai  dấu</p>'],
    ['bold_heading', '<p><strong>Kết quả chính</strong></p><p>Nội dung.</p>'],
    ['long_sentence', `<p>${'chữ '.repeat(70)}.</p>`],
    ['legacy_letters', '<p>C¨n cø LuËt Tæ chøc ChÝnh quyÒn ®Þa ph­¬ng</p>'],
  ])('find %s, and say in which block', (rule, body) => {
    const found = check({ body: `<p>Trước.</p>${body}` })
    const which = found.filter((each) => each.rule === rule)
    expect(which).toHaveLength(1)
    expect(which[0]?.block).toBeGreaterThan(0)
  })

  it('find files that were withdrawn', () => {
    const body = '<figure><img src="media:01a2b3c4d5" alt="a"></figure>'
    const file = (id: string) => (id === '01a2b3c4d5' ? ('gone' as const) : undefined)
    expect(rules(check({ body }, { section: 'news' }, { file }))).toEqual(['media_gone'])
    expect(check({ body })).toEqual([])
  })

  it('find places of pasted pictures that nobody has filled, before they ask what is in them', () => {
    const body = '<p>a</p><figure><img src="media:01a2b3c4d5"></figure>'
    const file = () => 'missing' as const
    expect(check({ body }, { section: 'news' }, { file })).toEqual([
      { rule: 'picture_missing', severity: 'error', block: 1 },
    ])
  })

  it('find links to what is not at this site, and to what readers do not have yet', () => {
    const body =
      '<p><a href="/vi/x/a-01a2b3c4d5">Bài cũ</a>, <a href="/vi/x/b-01a2b3c4d6">bài sắp đăng</a></p>'
    const link = (href: string) =>
      href.endsWith('5') ? ('missing' as const) : href.endsWith('6') ? ('not_public' as const) : undefined
    expect(check({ body }, { section: 'news' }, { link })).toEqual([
      { rule: 'link_missing', severity: 'warning', block: 0, params: { words: 'Bài cũ' } },
      { rule: 'link_not_public', severity: 'warning', block: 0, params: { words: 'bài sắp đăng' } },
    ])
  })

  it.each([
    'https://https//example.vn/',
    'http://localhost:8080/tin',
    'https://cong-thong-tin/tin',
    'https://www/',
    'http://192.168.1.10/',
    'mailto:van-phong',
  ])('find by its form alone that nobody can follow %s', (href) => {
    expect(leadsNowhere(href)).toBe(true)
    expect(rules(check({ body: `<p><a href="${href}">Văn bản</a></p>` }))).toEqual(['link_address'])
  })

  it.each([
    'https://www.mofa.gov.vn/tin?id=1',
    'https://xn--bo-hza.vn/',
    'mailto:vanphong@example.gov.vn',
    'mailto:50%@example.gov.vn',
    'mailto:a@example.vn,b@example.vn',
    'tel:+842903831',
    '/vi/tin-tuc',
    '#note-1',
    'media:01a2b3c4d5',
  ])('have nothing against the form of %s', (href) => {
    expect(leadsNowhere(href)).toBe(false)
  })

  it('know which links lead to an article of this site', () => {
    const site = 'https://tin.example.vn'
    expect(
      hrefsIn('<p><a href="/vi/a?x=1&amp;y=2">a</a><a lang="en" href="/vi/a?x=1&amp;y=2">b</a></p>'),
    ).toEqual(['/vi/a?x=1&y=2'])
    expect(pathOnSite('https://tin.example.vn/vi/tin-tuc/a-01a2b3c4d5#x', site)).toBe(
      '/vi/tin-tuc/a-01a2b3c4d5',
    )
    expect(pathOnSite('https://example.vn/vi/tin-tuc/a-01a2b3c4d5', site)).toBeUndefined()
    expect(pathOnSite('mailto:a@example.vn', site)).toBeUndefined()
    expect(articleOf('/vi/tin-tuc/hoi-nghi-01a2b3c4d5')).toBe('01a2b3c4d5')
    expect(articleOf('/vi/tin-tuc')).toBeUndefined()
  })

  it.each([
    '<p>Xem <a href="https://example.vn/">toàn văn</a>, <strong>rất</strong> quan trọng.</p>',
    '<ul><li>một</li><li>hai</li></ul>',
    '<p><strong>Sở Ngoại vụ thông báo lịch nghỉ.</strong></p><p>Nội dung.</p>',
    '<p><strong>Nơi nhận</strong></p>',
  ])('find nothing in %s', (body) => {
    expect(check({ body })).toEqual([])
  })

  it('name errors before what is only to be looked at', () => {
    const found = check({ title: '', summary: '', body: '<p>hai  dấu</p>' })
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning'])
  })

  it('name numbers and dates of the source that its translation has in no writing', () => {
    const body = '<p>Từ 16/11/2026 có 1.234 hồ sơ.</p>'
    const content: Content = {
      shared: { section: 'news' },
      translations: { vi: { ...good, body }, en: { ...good, body: '<p>1,234 since 15 November 2026</p>' } },
    }
    const saved = aStoredArticle({ vi: {}, en: { basedOn: { locale: 'vi', revision: 1 } } })
    const found = checksOf({ content, text: 'en', article: saved, known: nothingKnown })
    expect(found).toMatchObject([{ rule: 'numbers', params: { numbers: '16/11/2026' } }])
  })
})
