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

interface Run {
  text: string
  x: number
  y: number
}

/** What is written where, by the glyphs of each font led back to letters by the file's own tables: what a program selects. */
function wordsAt(pdf: Buffer): Run[] {
  const objects = objectsOf(pdf)
  const fonts = objects.filter(({ body }) => body.includes('/Subtype /Type0'))
  const glyphsOf = fonts.map(({ body }) => {
    const numbered = (name: RegExp) => objects[Number(name.exec(body)?.[1]) - 1]!
    const pairs = numbered(/\/ToUnicode (\d+) 0 R/u)
      .data.toString()
      .matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gmu)
    const widths = new Map(
      [...numbered(/\/DescendantFonts \[(\d+) 0 R/u).body.matchAll(/(\d+) \[(\d+)\]/gu)].map(
        ([, glyph, width]) => [Number(glyph), Number(width)],
      ),
    )
    return new Map(
      [...pairs].map(([, glyph, code]) => [
        glyph,
        {
          letter: Buffer.from(code!, 'hex').swap16().toString('utf16le'),
          width: widths.get(Number.parseInt(glyph!, 16)) ?? 0,
        },
      ]),
    )
  })
  return objects.flatMap(({ data }) => {
    const all: (Run & { end: number })[] = []
    const found = data
      .toString('latin1')
      .matchAll(/\/F(\d+) ([\d.]+) Tf ([\d.]+) ([\d.]+) Td <([0-9a-f]+)> Tj/gu)
    for (const [, font, size, x, y, glyphs] of found) {
      const written = glyphs!.match(/.{4}/gu)!.map((glyph) => glyphsOf[Number(font)]!.get(glyph)!)
      const text = written.map(({ letter }) => letter).join('')
      const end = Number(x) + written.reduce((sum, { width }) => sum + (width * Number(size)) / 1000, 0)
      const before = all.at(-1)
      // One text whose letters come from two files of the typeface.
      if (before?.y === Number(y) && Math.abs(before.end - Number(x)) < 0.5)
        Object.assign(before, { text: before.text + text, end })
      else all.push({ text, x: Number(x), y: Number(y), end })
    }
    return all
  })
}

/** The words of a file, a line for each height at which something is written. */
function selectable(pdf: Buffer): string {
  let line = 0
  return wordsAt(pdf)
    .map(({ text, y }) => {
      const isNew = line !== y
      line = y
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

  it('reads lists with their signs, notes in their place, and what pictures show', () => {
    const blocks = bodyBlocks({
      body: '<ol start="3"><li>x<ul><li>y</li></ul></li></ol><p>a<small role="note">n</small></p><figure><img src="media:1" alt="Ảnh"><figcaption>Chú thích</figcaption></figure>',
    })
    expect(blocks).toMatchObject([
      { text: 'x', sign: '3.', indent: 1 },
      { text: 'y', sign: '•', indent: 2 },
      { text: 'a (n)', indent: 0 },
      { text: 'Ảnh', indent: 0 },
      { text: 'Chú thích', indent: 0 },
    ])
  })

  describe('a table in it', () => {
    const cells = (row: number) => `<td>Hàng ${row}</td><td>Ghi chú dài hơn của hàng ${row}</td>`
    const head = '<tr><th scope="col">Thời gian</th><th scope="col">Nội dung</th></tr>'
    const table = (rows: number) =>
      `<table><caption>Lịch trực</caption><thead>${head}</thead><tbody>${Array.from({ length: rows }, (_, row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`

    it('has its caption above it, and its cells side by side', () => {
      const words = wordsAt(paperOf({ body: table(3) }))
      const at = (text: string) => words.find((each) => each.text === text)!
      expect(at('Thời gian').y).toBe(at('Nội dung').y)
      expect(at('Thời gian').x).toBeLessThan(at('Nội dung').x)
      expect(at('Nội dung').x).toBe(at('Ghi chú dài hơn của hàng 0').x)
      expect(at('Lịch trực').y).toBeGreaterThan(at('Thời gian').y)
    })

    it('goes on over sheets with its head on each of them, and loses no row', () => {
      const text = selectable(paperOf({ body: table(120) }))
      for (let row = 0; row < 120; row++) expect(text).toContain(`\nHàng ${row}`)
      const sheets = text.match(/Trang \d+/gu)!.length
      expect(sheets).toBeGreaterThan(2)
      expect(text.match(/Thời gian/gu)).toHaveLength(sheets)
    })

    it('keeps cells of several rows and columns in their place', () => {
      const words = wordsAt(
        paperOf({
          body: '<table><tbody><tr><th rowspan="2">A</th><td colspan="2">B</td></tr><tr><td>C</td><td>D</td></tr><tr><td>E</td><td>F</td><td>G</td></tr></tbody></table>',
        }),
      )
      const x = (text: string) => words.find((each) => each.text === text)!.x
      expect([x('C'), x('D')]).toEqual([x('B'), x('G')])
      expect([x('A'), x('C')]).toEqual([x('E'), x('F')])
    })

    it('says all of a cell that is longer than a sheet, and of a table too wide for one', () => {
      const long = selectable(
        paperOf({
          body: `<table><tbody><tr><td>${'lời dài '.repeat(3000)}hết.</td><td>x</td></tr></tbody></table>`,
        }),
      )
      expect(long).toContain('hết.')
      const wide = Array.from({ length: 40 }, (_, column) => `<td>c${column}</td>`).join('')
      const text = selectable(paperOf({ body: `<table><tbody><tr>${wide}</tr></tbody></table>` }))
      for (let column = 0; column < 40; column++) expect(text.replace(/\s/gu, '')).toContain(`c${column}`)
    })
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
