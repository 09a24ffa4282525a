import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readDocx, readWord } from '../../functions/media/word/docx.ts'
import { aDocx, cell, type DocxParts, drawing, p, r, row, table } from '../support/documents/docx.ts'
import { toLegacy } from '../support/documents/legacy-text.ts'

/** What offices put into their Word files: tables with two rows of heads, letters merged from a list of addresses, forms. */

const options = { pictureId: (index: number) => `abcdefgh0${index}` }
const read = (parts: DocxParts) => readDocx(aDocx(parts), options)
const bodyOf = async (body: string) =>
  (await read({ body: p('Một.') + body })).body.replace('<p>Một.</p>', '')

const bold = (text: string) => p(r(text, '<w:b/>'))
const below = '<w:vMerge w:val="restart"/>'
const goesOn = '<w:vMerge/>'
const last = row(cell(p('1')), cell(p('Đoàn ra')), cell(p('10')), cell(p('12')))
const lastRow = '<tr><td>1</td><td>Đoàn ra</td><td>10</td><td>12</td></tr>'
const twoRows = (second = bold) =>
  row(
    cell(bold('STT'), below),
    cell(bold('Nội dung'), below),
    cell(bold('Số đoàn'), '<w:gridSpan w:val="2"/>'),
  ) + row(cell(p(''), goesOn), cell(p(''), goesOn), cell(second('2023')), cell(second('2024')))

describe('a table of a Word file', () => {
  it('has all rows in its head that merged cells of the first reach into', async () => {
    expect(await bodyOf(table(twoRows(), last))).toBe(
      `<table><thead><tr><th scope="col" rowspan="2">STT</th><th scope="col" rowspan="2">Nội dung</th><th scope="col" colspan="2">Số đoàn</th></tr><tr><th scope="col">2023</th><th scope="col">2024</th></tr></thead><tbody>${lastRow}</tbody></table>`,
    )
  })

  it('has no head where that would cut merged cells', async () => {
    expect(await bodyOf(table(twoRows(p), last))).not.toContain('<thead>')
  })

  it('has a head as long as its merged cells where the writer set only its first row to be repeated', async () => {
    const repeated = twoRows(p).replace('<w:tr>', '<w:tr><w:trPr><w:tblHeader/></w:trPr>')
    expect(await bodyOf(table(repeated, last))).toContain(`2024</th></tr></thead><tbody>${lastRow}`)
  })

  it('has none where the writer has taken the repetition back', async () => {
    const not = row(cell(p('a')), cell(p('b'))).replace(
      '<w:tr>',
      '<w:tr><w:trPr><w:tblHeader w:val="0"/></w:trPr>',
    )
    expect(await bodyOf(table(not, row(cell(p('c')), cell(p('d')))))).not.toContain('<th')
  })

  it('keeps columns in their places where rows begin or end later', async () => {
    const late = row(cell(p('B1'), below), cell(p('C1'))).replace(
      '<w:tr>',
      '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>',
    )
    expect(await bodyOf(table(late, row(cell(p('A2')), cell(p(''), goesOn), cell(p('C2')))))).toBe(
      '<table><tbody><tr><td></td><td rowspan="2">B1</td><td>C1</td></tr><tr><td>A2</td><td>C2</td></tr></tbody></table>',
    )
  })

  it('keeps cells that Word of before 2007 merged side by side', async () => {
    const merged = row(
      cell(p('Gộp'), '<w:hMerge w:val="restart"/>'),
      cell(p(''), '<w:hMerge/>'),
      cell(p('C')),
    )
    expect(await bodyOf(table(merged, row(cell(p('1')), cell(p('2')), cell(p('3')))))).toBe(
      '<table><tbody><tr><td colspan="2">Gộp</td><td>C</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>',
    )
  })
})

describe('a Word file that was made of a form', () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const asks = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`

  it('says what a field came to, and not what it asked of other fields', async () => {
    const inner = [char('begin'), asks(' MERGEFIELD Gioi '), char('separate'), r('Nam'), char('end')].join('')
    const field = [char('begin'), asks(' IF '), inner, asks(' = "Nam" "Ông" "Bà" '), char('separate')].join(
      '',
    )
    expect(await bodyOf(p(r('Kính gửi ') + field + r('Ông') + char('end') + r(' An')))).toBe(
      '<p>Kính gửi Ông An</p>',
    )
  })

  it('leaves out places that nobody filled in, and lists them', async () => {
    const empty = (content: string) =>
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    const filled = `<w:sdt><w:sdtPr/><w:sdtContent>${r('15/7')}</w:sdtContent></w:sdt>`
    const body = p('Một.') + empty(p('Click to enter text.')) + p(r('Ngày ') + empty(r('Click.')) + filled)
    const { body: html, dropped } = await read({ body })
    expect(html).toBe('<p>Một.</p><p>Ngày 15/7</p>')
    expect(dropped).toEqual([{ what: 'placeholder', count: 2, detail: 'Click to enter text.' }])
  })

  it('keeps the words of WordArt, in the letters that its font stood for', async () => {
    const art = `<w:r><w:pict><v:shape type="#_x0000_t136"><v:textpath style="font-family:&quot;.VnTimeH&quot;;font-size:24pt" string="${toLegacy('thông báo', 'tcvn3')}"/></v:shape></w:pict></w:r>`
    const { body, dropped } = await read({ body: p('Tên bài', 'Heading1') + p(art) + p('Hai.') })
    expect(body).toBe('<p>THÔNG BÁO</p><p>Hai.</p>')
    expect(dropped).toEqual([{ what: 'text_box', count: 1 }])
  })

  it('has no sign of a note beside the number that the page gives it', async () => {
    const reference = `<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>(*)</w:t></w:r>${r(' mới.')}`
    const footnotes = `<w:footnote w:id="2">${p('Nghị định 12.')}</w:footnote>`
    const { body } = await read({ footnotes, body: p('Một.') + p(r('Theo luật') + reference) })
    expect(body).toBe('<p>Một.</p><p>Theo luật<small role="note">Nghị định 12.</small> mới.</p>')
  })
})

it.each(['tcvn3', 'vni'] as const)(
  'letters of before Unicode are read in what a Word file says beside its text: %s',
  async (encoding) => {
    const title = 'Báo cáo công tác lãnh sự'
    const alt = 'Lãnh đạo tỉnh tiếp đoàn công tác'
    const picture = await sharp({ create: { width: 4, height: 3, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const read = await readWord(
      aDocx({
        title: toLegacy(title, encoding),
        body: p('một hai ba') + p(`<w:r>${drawing('r:embed="rId1"', toLegacy(alt, encoding))}</w:r>`),
        links: { rId1: 'media/1.png' },
        files: { 'word/media/1.png': picture },
      }),
      options,
    )
    expect(read.title).toBe(title)
    expect(read.body).toContain(`alt="${alt}"`)
  },
)
