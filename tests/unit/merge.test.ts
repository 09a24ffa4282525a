import { describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import {
  type ArticleContent,
  type Fields,
  mergeArticle,
  mergePart,
} from '../../functions/domain/merge/article.ts'

const merge = (base: Fields, mine: Fields, theirs: Fields) => mergePart('vi', { base, mine, theirs })
const bodies = (base: string, mine: string, theirs: string) =>
  merge({ body: base }, { body: mine }, { body: theirs })

const base =
  '<h2>Kết quả</h2><p>Sở tiếp nhận 120 hồ sơ trong tháng.</p><p>Thời gian làm việc: 8 giờ.</p><ul><li>Một</li><li>Hai</li></ul>'

/** What comes out where nothing is asked. */
function merged(mine: string, theirs: string, from = base): unknown {
  const { conflicts, resolve } = bodies(from, mine, theirs)
  expect(conflicts).toEqual([])
  const body = resolve()?.body
  expect(bodies(from, theirs, mine).resolve()?.body).toBe(body)
  expect(cleanBody(String(body))).toBe(body)
  return body
}

/** What is asked, once for each place. */
function asked(mine: string, theirs: string, from = base) {
  const { conflicts, resolve } = bodies(from, mine, theirs)
  const [only] = conflicts
  expect(conflicts).toHaveLength(1)
  const answer = (given: 'mine' | 'theirs' | 'both') => resolve({ [only?.id ?? '']: given })?.body
  return { ...only, answer }
}

describe('two people in one body', () => {
  it('is merged where they changed different blocks', () => {
    expect(merged(base.replace('120', '125'), base.replace('8 giờ', '7 giờ 30'))).toBe(
      base.replace('120', '125').replace('8 giờ', '7 giờ 30'),
    )
  })

  it('is merged where they changed different words of one block', () => {
    expect(merged(base.replace('120', '125'), base.replace('tháng', 'tháng 11'))).toBe(
      base.replace('120', '125').replace('tháng', 'tháng 11'),
    )
  })

  it('is asked where they changed the same word, and each of the answers holds', () => {
    const { answer, block } = asked(base.replace('120', '125'), base.replace('120', '130'))
    expect(block).toBe(2)
    expect(answer('mine')).toBe(base.replace('120', '125'))
    expect(answer('theirs')).toBe(base.replace('120', '130'))
    expect(answer('both')).toBe(base.replace('120', '125 130'))
  })

  it('keeps in every answer what only one of them changed in the same block', () => {
    const theirs = base.replace('120', '130').replace('tháng', 'tháng 11')
    const { answer } = asked(base.replace('120', '125'), theirs)
    expect(answer('mine')).toBe(base.replace('120', '125').replace('tháng', 'tháng 11'))
  })

  it('is asked where both changed words that stand side by side: one without the other may mean nothing', () => {
    const { answer } = asked(base.replace('hồ sơ', 'hồ nước'), base.replace('hồ sơ', 'tờ sơ'))
    expect(answer('mine')).toBe(base.replace('hồ sơ', 'hồ nước'))
  })

  it('never mixes what both wrote at the same point', () => {
    const { answer } = asked(
      base.replace('trong tháng.', 'trong tháng một hai.'),
      base.replace('trong tháng.', 'trong tháng ba bốn.'),
    )
    expect(answer('both')).toBe(base.replace('trong tháng.', 'trong tháng một hai. ba bốn.'))
  })

  it('is merged where one adds a paragraph beside one that the other edits', () => {
    const mine = base.replace('<ul>', '<p>Thêm.</p><ul>')
    expect(merged(mine, base.replace('8 giờ', '7 giờ 30'))).toBe(mine.replace('8 giờ', '7 giờ 30'))
  })

  it('is asked where one takes away what the other edits', () => {
    const mine = base.replace('<p>Thời gian làm việc: 8 giờ.</p>', '')
    const { answer, mine: gone } = asked(mine, base.replace('8 giờ', '7 giờ 30'))
    expect(gone).toBe('')
    expect(answer('mine')).toBe(mine)
    expect(answer('theirs')).toBe(base.replace('8 giờ', '7 giờ 30'))
  })

  it('takes the same change from both as one', () => {
    expect(merged(base.replace('120', '125'), base.replace('120', '125'))).toBe(base.replace('120', '125'))
    const added = base.replace('<ul>', '<p>Thêm.</p><ul>')
    expect(merged(added, added.replace('<ul>', '<p>Nữa.</p><ul>'))).toBe(
      added.replace('<ul>', '<p>Nữa.</p><ul>'),
    )
  })

  it('merges what both took away', () => {
    const without = (...parts: string[]) => parts.reduce((text, part) => text.replace(part, ''), base)
    const [one, two] = ['<p>Sở tiếp nhận 120 hồ sơ trong tháng.</p>', '<p>Thời gian làm việc: 8 giờ.</p>']
    expect(merged(without(one), without(one, two))).toBe(without(one, two))
  })

  it('merges lists by items, and lists in items', () => {
    expect(merged(base.replace('Một', 'Một a'), base.replace('Hai', 'Hai b'))).toBe(
      base.replace('Một', 'Một a').replace('Hai', 'Hai b'),
    )
    const deep =
      '<ul><li>Việc trong tuần<ul><li>Thứ hai họp giao ban</li><li>Thứ ba tiếp dân</li></ul></li></ul>'
    expect(merged(deep.replace('họp', 'dự họp'), deep.replace('tiếp dân', 'tiếp công dân'), deep)).toBe(
      deep.replace('họp', 'dự họp').replace('tiếp dân', 'tiếp công dân'),
    )
  })

  it('merges tables by cells and rows', () => {
    const table =
      '<table><caption>Hồ sơ</caption><thead><tr><th scope="col">Tháng</th><th scope="col">Số</th></tr></thead><tbody><tr><td>Mười</td><td>120</td></tr><tr><td>Mười một</td><td>130</td></tr></tbody></table>'
    expect(merged(table.replace('120', '125'), table.replace('Mười<', 'Tháng Mười<'), table)).toBe(
      table.replace('120', '125').replace('Mười<', 'Tháng Mười<'),
    )
    const row = '<tr><td>Mười hai</td><td>90</td></tr></tbody>'
    expect(merged(table.replace('120', '125'), table.replace('</tbody>', row), table)).toBe(
      table.replace('120', '125').replace('</tbody>', row),
    )
    const wider = table.replaceAll('</tr>', '<td>x</td></tr>')
    expect(asked(table.replace('120', '125'), wider, table).answer('theirs')).toBe(cleanBody(wider))
  })

  it('merges the caption of a picture with another description of it', () => {
    const figure =
      '<p>Ảnh.</p><figure><img src="media:4k7m2p9x1a" alt="Hai xe tải"><figcaption>Cửa khẩu hôm nay</figcaption></figure>'
    expect(merged(figure.replace('Hai', 'Ba'), figure.replace('hôm nay', 'sáng nay'), figure)).toBe(
      figure.replace('Hai', 'Ba').replace('hôm nay', 'sáng nay'),
    )
  })

  it('keeps emphasis and links of one beside the words of the other', () => {
    expect(
      merged(base.replace('Sở', '<strong>Sở</strong>'), base.replace('trong tháng', 'của <em>tháng</em>')),
    ).toBe(base.replace('Sở', '<strong>Sở</strong>').replace('trong tháng', 'của <em>tháng</em>'))
    const bold = base.replace('Sở tiếp nhận', '<strong>Sở tiếp nhận</strong>')
    expect(merged(bold, base.replace('tháng', 'tháng 11'))).toBe(bold.replace('tháng', 'tháng 11'))
  })

  it('puts a word before the first one and after the last one', () => {
    expect(merged(base.replace('Sở', 'Hôm nay Sở'), base.replace('trong tháng.', 'trong tháng. Hết.'))).toBe(
      base.replace('Sở', 'Hôm nay Sở').replace('trong tháng.', 'trong tháng. Hết.'),
    )
  })

  it('keeps a note where one put it, beside the words of the other', () => {
    const noted = base.replace('hồ sơ', 'hồ sơ<small role="note">Theo <em>báo cáo</em>.</small>')
    expect(merged(noted, base.replace('tháng', 'tháng 11'))).toBe(noted.replace('tháng', 'tháng 11'))
  })

  it('compares the words of a paragraph that one cut in two, or joined with the next', () => {
    const long =
      '<p>Sở Ngoại vụ tiếp nhận hồ sơ. Kết quả được trả trong tám giờ làm việc.</p><p>Cuối tuần nghỉ.</p>'
    const cut = long.replace('. Kết', '.</p><p>Kết')
    expect(merged(cut, long.replace('tám giờ', 'bảy giờ'), long)).toBe(cut.replace('tám giờ', 'bảy giờ'))
    const joined = long.replace('</p><p>Cuối', ' Cuối')
    expect(merged(joined, long.replace('tám giờ', 'bảy giờ'), long)).toBe(
      joined.replace('tám giờ', 'bảy giờ'),
    )
  })

  it('is asked as a whole where both moved the same paragraph', () => {
    const blocks = [
      '<p>Một việc nhỏ</p>',
      '<p>Hai cuộc họp</p>',
      '<p>Ba chuyến thăm</p>',
      '<p>Bốn văn bản</p>',
    ]
    const order = (...numbers: number[]) => numbers.map((number) => blocks[number]).join('')
    const { answer } = asked(order(1, 0, 2, 3), order(1, 2, 3, 0), order(0, 1, 2, 3))
    expect(answer('theirs')).toBe(order(1, 2, 3, 0))
  })

  it('says what came in from the other', () => {
    const { merges } = bodies(base, base.replace('120', '125'), base.replace('8 giờ', '7 giờ 30'))
    expect(merges).toEqual([
      {
        part: 'vi',
        field: 'body',
        kind: 'html',
        block: 3,
        mine: '<p>Thời gian làm việc: 8 giờ.</p>',
        merged: '<p>Thời gian làm việc: 7 giờ 30.</p>',
      },
    ])
  })
})

describe('two people in one article', () => {
  const text = { title: 'Điều chỉnh giờ làm việc', summary: 'Từ ngày 15 tháng 11', body: base }
  const article: ArticleContent = {
    shared: { section: 'news', tags: ['a', 'b'], byline: ['Ban biên tập'], featured: false },
    translations: { vi: text, en: { title: 'Hours', summary: '', body: '' } },
  }
  const changed = (shared: Fields, vi: Fields = {}, en: Fields = {}): ArticleContent => ({
    shared: { ...article.shared, ...shared },
    translations: { vi: { ...text, ...vi }, en: { ...article.translations.en, ...en } },
  })

  it('is merged where they wrote different languages and fields', () => {
    const { conflicts, resolve } = mergeArticle({
      base: article,
      mine: changed({ featured: true, tags: ['a', 'b', 'd'] }, { title: 'Điều chỉnh khung giờ làm việc' }),
      theirs: changed(
        { section: 'notice', tags: ['b', 'c'] },
        { title: 'Điều chỉnh giờ làm việc mới' },
        { title: 'Office hours' },
      ),
    })
    expect(conflicts).toEqual([])
    expect(resolve()).toEqual(
      changed(
        { featured: true, section: 'notice', tags: ['b', 'c', 'd'] },
        { title: 'Điều chỉnh khung giờ làm việc mới' },
        { title: 'Office hours' },
      ),
    )
  })

  it('is asked of a field that holds no words', () => {
    const { conflicts, resolve } = mergeArticle({
      base: article,
      mine: changed({ section: 'notice' }),
      theirs: changed({ section: 'events' }),
    })
    expect(conflicts).toMatchObject([{ id: 'shared.section', mine: 'notice', theirs: 'events' }])
    expect(resolve({ 'shared.section': 'theirs' }).shared.section).toBe('events')
    expect(resolve({ 'shared.section': { write: 'news' } }).shared.section).toBe('news')
  })

  it('is asked of a language that one took away and the other wrote', () => {
    const without = { ...article, translations: { vi: text } }
    const { conflicts, resolve } = mergeArticle({
      base: article,
      mine: without,
      theirs: changed({}, {}, { title: 'Office hours' }),
    })
    expect(conflicts).toMatchObject([{ id: 'en', part: 'en', kind: 'part' }])
    expect(resolve({ en: 'mine' }).translations.en).toBeUndefined()
    expect(resolve({ en: 'theirs' }).translations.en?.title).toBe('Office hours')
  })

  it('claims to be translated from no later text than either of both', () => {
    const basedOn = (revision: number) => changed({}, {}, { basedOn: { locale: 'vi', revision } })
    const { conflicts, resolve } = mergeArticle({ base: article, mine: basedOn(7), theirs: basedOn(8) })
    expect(conflicts).toEqual([])
    expect(resolve().translations.en?.basedOn).toEqual({ locale: 'vi', revision: 7 })
  })

  it('merges a byline in its order', () => {
    const byline = (...names: string[]) => changed({ byline: names })
    const { resolve } = mergeArticle({
      base: article,
      mine: byline('Phòng Lãnh sự', 'Ban biên tập'),
      theirs: byline('Ban biên tập', 'Phòng Hợp tác'),
    })
    expect(resolve().shared.byline).toEqual(['Phòng Lãnh sự', 'Ban biên tập', 'Phòng Hợp tác'])
  })
})

describe('the time of a merge', () => {
  /** Comparisons are bounded, so what is too different is asked, and nobody's window stands still. */
  it('grows with the text and not with its square', () => {
    const paragraph = (block: number) => `<p>Đoạn ${block} ${'chữ nghĩa của đoạn văn này '.repeat(12)}</p>`
    const took = (blocks: number) => {
      const texts = Array.from({ length: blocks }, (_, block) => paragraph(block))
      const edited = (every: number, from: string, to: string) =>
        texts.map((text, block) => (block % 40 === every ? text.replace(from, to) : text)).join('')
      const [mine, theirs] = [edited(0, 'chữ', 'CHỮ'), edited(7, 'nghĩa', 'NGHĨA')]
      const start = performance.now()
      const { conflicts } = bodies(texts.join(''), mine, theirs)
      expect(conflicts).toEqual([])
      return performance.now() - start
    }
    took(100)
    const fastest = (blocks: number) => Math.min(...Array.from({ length: 3 }, () => took(blocks)))
    expect(fastest(400) / fastest(100)).toBeLessThan(16)
  })

  it('is short for one long paragraph that both rewrote: it is asked as a whole', () => {
    const words = (sign: string) =>
      Array.from({ length: 8000 }, (_, index) => `${sign}${index % 1009}`).join(' ')
    const { conflicts } = bodies(`<p>${words('a')}</p>`, `<p>${words('b')}</p>`, `<p>${words('c')}</p>`)
    expect(conflicts).toHaveLength(1)
  })
})
