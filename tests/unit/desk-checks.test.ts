import { describe, expect, it } from 'vitest'
import type { Content } from '../../functions/desk/article/content.ts'
import { numbersIn } from '../../functions/desk/checks/body-checks.ts'
import { checksOf } from '../../functions/desk/checks/checks.ts'
import type { Found } from '../../functions/desk/checks/found.ts'

const good = { title: 'Hội nghị đối ngoại', summary: 'Tóm tắt.', body: '<p>Nội dung.</p>' }

function check(text: object, shared: Content['shared'] = { section: 'news' }, gone: string[] = []): Found[] {
  const content: Content = { shared, translations: { vi: { ...good, ...text } } }
  return checksOf({ content, text: 'vi', article: undefined, isGone: (id) => gone.includes(id) })
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
    expect(rules(check({ body }, { section: 'news' }, ['01a2b3c4d5']))).toEqual(['media_gone'])
    expect(check({ body })).toEqual([])
  })

  it('name errors before what is only to be looked at', () => {
    const found = check({ title: '', summary: '', body: '<p>hai  dấu</p>' })
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning'])
  })

  it('know a number however a language writes it', () => {
    expect(numbersIn('1.234,5 ngày 16/11')).toEqual(numbersIn('1,234.5 on 16/11'))
  })
})
