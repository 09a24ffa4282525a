import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { formPath } from '../../functions/domain/site/paths.ts'
import { renderPaper } from '../../functions/paper/article.ts'
import { bodyBlocks } from '../../functions/paper/blocks.ts'
import { aSite, typefaces } from './site-door.ts'
import { aCard, aChrome, aFullArticle, anArticlePage, nobodyNear, siteUrl } from './views-examples.ts'

const path = '/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a'
const faces = typefaces()
const paperOf = (changes: Parameters<typeof anArticlePage>[1] = {}) =>
  renderPaper(
    {
      article: anArticlePage('vi', changes),
      nearby: nobodyNear,
      chrome: aChrome('vi'),
      ...{ siteUrl, address: siteUrl + path },
    },
    faces,
  )!

/** Objects of a file by number, each found where its table says. */
function objectsOf(pdf: Buffer) {
  const text = pdf.toString('latin1')
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/u.exec(text)?.[1])
  const [, count = '0'] = /^xref\n0 (\d+)\n/u.exec(text.slice(start)) ?? []
  const entries = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gmu)].map(([, at]) => Number(at))
  expect(entries).toHaveLength(Number(count) - 1)
  return entries.map((at, index) => {
    const head = `${index + 1} 0 obj\n`
    expect(text.slice(at, at + head.length)).toBe(head)
    const body = text.slice(at + head.length, text.indexOf('\nendobj\n', at))
    const [, length] = /^<< \/Length (\d+)/u.exec(body) ?? []
    if (!length) return { body, data: Buffer.alloc(0) }
    const from = at + head.length + body.indexOf('stream\n') + 7
    return { body, data: inflateSync(pdf.subarray(from, from + Number(length))) }
  })
}

/** What a reader's program selects: the glyphs of each font led back to letters by the file's own tables. */
function selectable(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const fonts = objects.filter(({ body }) => body.includes('/Subtype /Type0'))
  const letters = fonts.map(({ body }) => {
    const number = Number(/\/ToUnicode (\d+) 0 R/u.exec(body)?.[1])
    const pairs = objects[number - 1]!.data.toString().matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gmu)
    return new Map(
      [...pairs].map(([, glyph, code]) => [glyph, Buffer.from(code!, 'hex').swap16().toString('utf16le')]),
    )
  })
  const runs = objects.flatMap(({ data }) => [
    ...data.toString('latin1').matchAll(/\/F(\d+) [\d.]+ Tf ([\d.]+) ([\d.]+) Td <([0-9a-f]+)> Tj/gu),
  ])
  let line = ''
  return runs
    .map(([, font, , y, glyphs]) => {
      const text = glyphs!
        .match(/.{4}/gu)!
        .map((glyph) => letters[Number(font)]!.get(glyph))
        .join('')
      const isNew = line !== y
      line = y!
      return isNew ? `\n${text}` : text
    })
    .join('')
}

describe('an article on paper', () => {
  it('says what the page says, in text that can be selected, with every mark of Vietnamese', () => {
    const text = selectable(
      paperOf({
        title: 'Ký kết biên bản ghi nhớ về hợp tác biên giới',
        body: '<h2>Đề mục</h2><p>Nghiêm túc thực hiện, đẩy mạnh chuyển đổi số; xử lý kịp thời ở cơ sở.</p><ul><li>Một</li><li>Hai</li></ul>',
        updatedAt: '2019-07-16T01:30:00.000Z',
      }),
    )
    for (const part of [
      'Sở Ngoại vụ',
      'Ký kết biên bản ghi nhớ về hợp tác biên giới',
      'Thứ Hai, ngày 15/07/2019, 15:00',
      'Cập nhật lúc: Thứ Ba',
      'Phòng Lãnh sự',
      'Đề mục',
      'Nghiêm túc thực hiện, đẩy mạnh chuyển đổi số; xử lý kịp thời ở cơ sở.',
      '•',
      'Trang 1',
      `${siteUrl}${path}`,
    ])
      expect(text).toContain(part)
  })

  it('carries its fonts, tells its language, and is the same bytes each time', () => {
    const pdf = paperOf()
    const text = pdf.toString('latin1')
    expect(text).toContain('/FontFile2')
    expect(text).toContain('/Lang (vi)')
    expect(Buffer.compare(pdf, paperOf())).toBe(0)
    expect(pdf.length).toBeLessThan(150_000)
  })

  it('goes on over sheets, up to a bound, whatever an article holds', () => {
    const sheets = (pdf: Buffer) => Number(/\/Count (\d+)/u.exec(pdf.toString('latin1'))?.[1])
    expect(sheets(paperOf())).toBe(1)
    expect(sheets(paperOf({ body: '<p>Một đoạn văn.</p>'.repeat(100) }))).toBeGreaterThan(2)
    expect(sheets(paperOf({ body: '<p>Một đoạn văn.</p>'.repeat(9000) }))).toBe(60)
    expect(
      sheets(paperOf({ body: `<p>${'ư'.repeat(5000)}漢字\u{1f600}</p>`, title: ')(\\<>' })),
    ).toBeGreaterThan(0)
  })

  it('reads tables by rows, lists with their signs, notes in their place, and what pictures show', () => {
    const blocks = bodyBlocks({
      body: '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><ol start="3"><li>x<ul><li>y</li></ul></li></ol><p>a<small role="note">n</small></p><figure><img src="media:1" alt="Ảnh"><figcaption>Chú thích</figcaption></figure>',
    })
    expect(blocks?.map(({ text, sign, indent }) => [text, sign, indent])).toEqual([
      ['A | B', undefined, 0],
      ['1 | 2', undefined, 0],
      ['x', '3.', 1],
      ['y', '•', 2],
      ['a (n)', undefined, 0],
      ['Ảnh', undefined, 0],
      ['Chú thích', undefined, 0],
    ])
  })

  it('is served at the page’s address with an end of its own, which the page names', async () => {
    const app = await aSite([aCard('vi')], {}, { pages: [aFullArticle('vi')] })
    const answer = await app.request(formPath(path, 'pdf'))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(answer.headers.get('link')).toBe(`<${siteUrl}${path}>; rel="canonical"`)
    const page = await (await app.request(path)).text()
    expect(page).toContain(`href="${path}.pdf"`)
    expect(page).toContain(`href="${path}.ics"`)
  })
})
