import { strToU8 } from 'fflate'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type ImportedDocument, readDocx, readWord } from '../../functions/media/word/docx.ts'
import { aDocx, cell, type DocxParts, drawing, p, r, row, style, table } from '../support/documents/docx.ts'
import { toLegacy } from '../support/documents/legacy-text.ts'

const options = { pictureId: (index: number) => `abcdefgh0${index}` }
/** Before cleaning, which has tests of its own. */
const read = (parts: DocxParts): Promise<ImportedDocument> => readWord(aDocx(parts), options)
const bodyOf = async (parts: DocxParts) => (await read(parts)).body
const titleOf = async (parts: DocxParts) => (await read(parts)).title

const bold = '<w:b/>'
const centred = '<w:jc w:val="center"/>'
const font = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`
const numbered = (numId: number, level = 0) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`
const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const numbering = [
  `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '-')}${level(1, 'bullet', '+')}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="2">${level(0, 'upperRoman', 'Mục %1:')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>`,
  ...[1, 2, 3].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`),
].join('')

const sapo = 'Sáng ngày 15 tháng 7, Sở Ngoại vụ tổ chức hội nghị sơ kết công tác sáu tháng đầu năm.'
const letterhead = table(
  row(
    cell(p('ỦY BAN NHÂN DÂN TỈNH') + p('Số: 12/BC-SNgV')),
    cell(p(r('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold)) + p('Độc lập - Tự do - Hạnh phúc')),
  ),
)
const png = await sharp({ create: { width: 4, height: 3, channels: 3, background: 'red' } })
  .png()
  .toBuffer()

describe('the title of a Word file', () => {
  it.each<[string, DocxParts]>([
    ['Title', { styles: style('Title', 'Title'), body: p('Đoạn') + p('Tên bài', 'Title') }],
    ['Tiêu đề', { styles: style('a1', 'Tiêu đề'), body: p('Đoạn') + p('Tên bài', 'a1') }],
    [
      'one based on it',
      {
        styles: style('T', 'Title') + style('mine', 'Bài', '<w:basedOn w:val="T"/>'),
        body: p('Tên bài', 'mine'),
      },
    ],
    ['Heading 1', { styles: style('h', 'heading 1'), body: p('Đoạn') + p('Tên bài', 'h') }],
    ['Đầu đề 1', { styles: style('h', 'Đầu đề 1'), body: p('Tên bài', 'h') }],
    ['Heading1, which the file does not bring', { body: p('Tên bài', 'Heading1') }],
  ])('has the style %s', async (_style, parts) => {
    expect(await titleOf(parts)).toBe('Tên bài')
    expect(await bodyOf(parts)).not.toContain('Tên bài')
  })

  it.each<[string, string]>([
    ['bold', p(r('Tên bài', bold))],
    ['centred', p('Tên bài', '', centred)],
    ['in capitals', p('TÊN BÀI')],
  ])('is the first short paragraph that is %s where no style says it', async (_how, title) => {
    expect((await titleOf({ body: p('Kính gửi các đơn vị.') + title + p('Đoạn') })).toLowerCase()).toBe(
      'tên bài',
    )
  })

  it('is not the letterhead of an office, which is left and listed', async () => {
    const { title, body, dropped } = await read({
      body: letterhead + p(r('Báo cáo công tác đối ngoại', bold), '', centred) + p('Đoạn'),
    })
    expect(title).toBe('Báo cáo công tác đối ngoại')
    expect(body).toBe('<p>Đoạn</p>')
    expect(dropped).toEqual([{ what: 'letterhead', count: 1, detail: expect.stringContaining('CỘNG HÒA') }])
  })

  it('is not the lines of a letterhead without a table either', async () => {
    const lines = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 12/KH-SNgV']
    const head = lines.map((line) => p(r(line, bold), '', centred)).join('')
    expect(await titleOf({ body: head + p(r('Kế hoạch', bold)) })).toBe('Kế hoạch')
  })

  it('is the one of its properties only as the last resort, and only if somebody gave it', async () => {
    expect(await titleOf({ title: 'Của tệp', body: p('Đoạn văn.') })).toBe('Của tệp')
    expect(await titleOf({ title: 'Của tệp', body: p(r('Tên bài', bold)) })).toBe('Tên bài')
    expect(await titleOf({ title: 'Microsoft Word - bai.doc', body: p('Đoạn văn.') })).toBe('')
  })

  it('may stand in several paragraphs of its style', async () => {
    const styles = style('Title', 'Title')
    expect(await titleOf({ styles, body: p('Hội nghị', 'Title') + p('sơ kết', 'Title') })).toBe(
      'Hội nghị sơ kết',
    )
  })
})

describe('the summary of a Word file (sapo)', () => {
  const title = p('Tên bài', 'Title')

  it.each([
    ['bold', p(r('Sáng ngày 15 tháng 7, ', bold) + r(sapo.slice(22), bold))],
    ['italic', p(r(sapo, '<w:i/>'))],
    ['bold by its style', p(sapo, 'Sapo')],
  ])('is the %s paragraph directly below the title', async (_how, summary) => {
    const styles = style('Sapo', 'Của tôi', `<w:rPr>${bold}</w:rPr>`)
    expect(await read({ styles, body: title + summary + p('Đoạn') })).toMatchObject({
      summary: sapo,
      body: '<p>Đoạn</p>',
    })
  })

  it.each([
    ['is plain', p(sapo)],
    ['is not all bold', p(r(sapo, bold) + r(' Không.'))],
    ['is longer than a summary may be', p(r('a '.repeat(301), bold))],
    ['is a short heading', p(r('Kết quả', bold))],
    ['is numbered', p(r(`1. ${sapo}`, bold))],
    ['does not stand directly below', p('Đoạn') + p(r(sapo, bold))],
  ])('is empty where that %s', async (_why, below) => {
    expect((await read({ body: title + below })).summary).toBe('')
  })
})

describe('the text of a Word file', () => {
  it('keeps headings, quotations, emphasis and line breaks', async () => {
    const styles = style('h2', 'heading 2') + style('q', 'Trích dẫn') + style('Title', 'Title')
    const body = [
      p('Tên bài', 'Title'),
      p(r('Mục', bold), 'h2'),
      p(
        r('H', bold) +
          r('2', '<w:vertAlign w:val="subscript"/>') +
          r('O', '<w:i/>') +
          r(' u', '<w:u w:val="single"/>'),
      ),
      p('<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r>'),
      p('Lời', 'q'),
    ].join('')
    expect(await bodyOf({ styles, body })).toBe(
      '<h2>Mục</h2><p><strong>H</strong><sub>2</sub><em>O</em><u> u</u></p><p>một<br>hai</p><blockquote><p>Lời</p></blockquote>',
    )
  })

  it('joins what Word cut where somebody stopped typing', async () => {
    expect(await bodyOf({ body: p(r('hội', bold) + r(' ng', bold) + r('hị', bold)) + p('x') })).toContain('x')
    expect(await bodyOf({ body: p('x y.') + p('z.') + p(r('a') + r('b', bold) + r('c', bold)) })).toContain(
      '<p>a<strong>bc</strong></p>',
    )
  })

  it('keeps lists of Word with their levels, and goes on counting after a paragraph', async () => {
    const body = [
      p('Một', '', numbered(1)),
      p('Hai', '', numbered(1)),
      p('Giữa.'),
      p('Ba', '', numbered(1)),
      p('Ngoài', '', numbered(2)),
      p('Trong', '', numbered(2, 1)),
      p('Sau', '', numbered(2)),
    ].join('')
    expect(await bodyOf({ numbering, body })).toBe(
      '<ol><li>Một</li><li>Hai</li></ol><p>Giữa.</p><ol start="3"><li>Ba</li></ol><ul><li>Ngoài<ul><li>Trong</li></ul></li><li>Sau</li></ul>',
    )
  })

  it('spells out the signs by which texts refer to their parts', async () => {
    const styles = style('h', 'heading 1') + style('Title', 'Title')
    const body = [
      p('Tên bài', 'Title'),
      p('Chung', 'h', numbered(3)),
      p('Một', '', numbered(3, 1)),
      p('Riêng', 'h', numbered(3)),
      p('Hai', '', numbered(3, 1)),
      p('điểm', '', numbered(1, 1)),
    ].join('')
    expect(await bodyOf({ styles, numbering, body })).toBe(
      '<h1>Mục I: Chung</h1><p>I.1 Một</p><h1>Mục II: Riêng</h1><p>II.1 Hai</p><p>a) điểm</p>',
    )
  })

  it('makes lists of what was typed with dashes', async () => {
    expect(await bodyOf({ body: p('Gồm:') + p('- Một') + p('+ Nhỏ') + p('- Hai') })).toBe(
      '<p>Gồm:</p><ul><li>Một<ul><li>Nhỏ</li></ul></li><li>Hai</li></ul>',
    )
  })

  it('keeps tables with merged cells, and takes a bold first row for their header', async () => {
    const body = table(
      row(cell(p(r('A', bold))), cell(p(r('B', bold)))),
      row(cell(p('1'), '<w:vMerge w:val="restart"/>'), cell(p('2'))),
      row(cell('<w:p/>', '<w:vMerge/>'), cell(p('3'))),
      row(cell(p('4'), '<w:gridSpan w:val="2"/>')),
    )
    const { body: html } = await readDocx(aDocx({ body: p('Bảng.') + body }), options)
    expect(html).toBe(
      '<p>Bảng.</p><table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr><tr><td colspan="2">4</td></tr></tbody></table>',
    )
  })

  it('takes the content out of a table that is only a frame', async () => {
    expect(await bodyOf({ body: p('Một.') + table(row(cell(p('Trong khung.')))) })).toBe(
      '<p>Một.</p><p>Trong khung.</p>',
    )
  })

  it('keeps footnotes, each where it is referred to first', async () => {
    const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    const footnotes = `<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">${p('Theo <báo cáo>.')}${p('Trang 3.')}</w:footnote>`
    const body =
      p(r('Một') + reference) + p(r('Hai') + reference) + p('<w:r><w:footnoteReference w:id="9"/></w:r>')
    const { body: html } = await readDocx(aDocx({ footnotes, body }), options)
    expect(html).toBe('<p>Một<small role="note">Theo &lt;báo cáo&gt;.<br>Trang 3.</small></p><p>Hai</p>')
  })

  it('keeps what was inserted and drops what was deleted, with deleted ends of paragraphs', async () => {
    const deleted = '<w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    const changed = p([r('Giá '), deleted, `<w:ins w:id="2">${r('mới')}</w:ins>`].join(''))
    const open = p(r('Nối '), '', '<w:rPr><w:del w:id="3"/></w:rPr>')
    const { body, dropped } = await read({ body: changed + open + p('liền') })
    expect(body).toBe('<p>Giá mới</p><p>Nối liền</p>')
    expect(dropped).toEqual([{ what: 'tracked_change', count: 2 }])
  })

  it('keeps the text of a paragraph whose end was deleted where no paragraph follows', async () => {
    const open = (text: string) => p(r(text), '', '<w:rPr><w:del w:id="3"/></w:rPr>')
    const body = open('Trước bảng') + table(row(cell(open('Trong ô')), cell(p('Sau')))) + open('Cuối')
    expect(await bodyOf({ body })).toBe(
      '<p>Trước bảng</p><table><tbody><tr><td><p>Trong ô</p></td><td><p>Sau</p></td></tr></tbody></table><p>Cuối</p>',
    )
  })

  it('takes a large first letter for the beginning of the word that it begins', async () => {
    for (const how of ['drop', 'margin']) {
      const letter = p(r('Đ', bold), '', `<w:keepNext/><w:framePr w:dropCap="${how}" w:lines="3"/>`)
      expect(await bodyOf({ body: letter + p('oàn công tác.') })).toBe(
        '<p><strong>Đ</strong>oàn công tác.</p>',
      )
    }
    const frame = p('Khung', '', '<w:framePr w:dropCap="none" w:wrap="around"/>')
    expect(await bodyOf({ body: frame + p('Sau') })).toBe('<p>Khung</p><p>Sau</p>')
  })

  it('keeps the text of text boxes once, behind their paragraph', async () => {
    const content = `<w:txbxContent>${p('Trong hộp')}</w:txbxContent>`
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
    const { body, dropped } = await read({ body: p(r('Ngoài') + box) + p('Sau') })
    expect(body).toBe('<p>Ngoài</p><p>Trong hộp</p><p>Sau</p>')
    expect(dropped).toEqual([{ what: 'text_box', count: 1 }])
  })

  it('lists what has no place in an article, and does not publish what was hidden', async () => {
    const { body, dropped } = await read({
      header: p('Tài liệu nội bộ'),
      body: [
        p([r('Một'), r(' bí mật', '<w:vanish/>'), '<w:r><w:commentReference w:id="1"/></w:r>'].join('')),
        p('<m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath>'),
        p('<w:r><w:object><o:OLEObject Type="Embed"/></w:object></w:r>'),
        p(
          '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="chart"/></a:graphic></wp:inline></w:drawing></w:r>',
        ),
        p('Mục một ... 3', 'TOC1'),
      ].join(''),
    })
    expect(body).toBe('<p>Một</p>')
    expect(dropped.map(({ what, count }) => `${what} ${count}`).sort()).toEqual([
      'comments 1',
      'embedded_object 2',
      'equation 1',
      'header_footer 1',
      'hidden_text 1',
      'table_of_contents 1',
    ])
  })

  it('of an English document comes along as it is', async () => {
    const text = 'The café’s naïve “résumé” — 5° ± 1 © 2019, § 3 · ½ « façade » Zoë.'
    const result = await read({ body: p('Annual report', 'Title') + p(text) + p('- First') })
    expect(result).toMatchObject({ title: 'Annual report', body: `<p>${text}</p><ul><li>First</li></ul>` })
    expect(result.converted).toBeUndefined()
    expect(result.dropped).toEqual([])
  })
})

describe('links of a Word file', () => {
  const field = (instruction: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('đây')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`

  it('lead where they led, as links or as fields', async () => {
    const links = { rId1: 'external:https://site.example/?a=1&b=2' }
    const body =
      p(
        `<w:hyperlink r:id="rId1">${r('tốt')}</w:hyperlink>${r(' ')}${field(' HYPERLINK "https://b.example/" ')}${r('.')}`,
      ) + p(`<w:fldSimple w:instr=" PAGE ">${r('7')}</w:fldSimple>`)
    expect(await bodyOf({ links, body })).toBe(
      '<p><a href="https://site.example/?a=1&amp;b=2">tốt</a> <a href="https://b.example/">đây</a>.</p><p>7</p>',
    )
  })

  it('lose an address that runs a program or leads into the office, and are listed', async () => {
    const links = {
      a: 'external:javascript:alert(1)',
      b: 'external:file:///C:/mat.docx',
      c: 'external:data:text/html,x',
    }
    const ids = Object.keys(links)
    const body =
      p(ids.map((id) => `<w:hyperlink r:id="${id}">${r(id)}</w:hyperlink>`).join('')) +
      p(field('HYPERLINK "vbscript:x"'))
    const { body: html, dropped } = await read({ links, body })
    expect(html).toBe('<p>abc</p><p>đây</p>')
    expect(dropped).toEqual([{ what: 'link', count: 4, detail: 'javascript:alert(1)' }])
  })
})

describe('pictures of a Word file', () => {
  const picture = (how: string, alt?: string) => `<w:r>${drawing(how, alt)}</w:r>`
  const links = { rId1: 'media/a.png', rId2: 'media/copy.png', rId3: 'external:https://evil.example/a.png' }
  const files = { 'word/media/a.png': png, 'word/media/copy.png': png }

  it('stand where they stood, with alternative text and caption, each distinct one once', async () => {
    const styles = style('c', 'Chú thích')
    const { body, pictures } = await read({
      styles,
      links,
      files,
      body: [
        p(r('Trước') + picture('r:embed="rId1"', 'Lễ &quot;ký&quot;') + r(' sau')),
        p(picture('r:embed="rId2"')),
        p('Quang cảnh', 'c'),
      ].join(''),
    })
    expect(body).toBe(
      '<p>Trước sau</p><figure><img alt="Lễ &quot;ký&quot;" src="media:abcdefgh00"></figure><figure><img src="media:abcdefgh00"><figcaption>Quang cảnh</figcaption></figure>',
    )
    expect(pictures).toEqual([{ bytes: expect.anything(), type: 'image/png', alt: 'Lễ "ký"' }])
    expect(Buffer.from(pictures[0]!.bytes)).toEqual(png)
  })

  it('elsewhere are never fetched', async () => {
    const { body, pictures, dropped } = await read({
      links,
      body: p('Một.') + p(picture('r:link="rId3"')) + p(picture('r:embed="rId3"')),
    })
    expect([body, pictures]).toEqual(['<p>Một.</p>', []])
    expect(dropped).toEqual([{ what: 'external_picture', count: 2, detail: 'https://evil.example/a.png' }])
  })

  it('that no browser shows, or that are no pictures, are listed', async () => {
    const wrong = {
      'word/media/a.png': strToU8('<svg onload="alert(1)"/>'),
      'word/media/copy.png': strToU8('\x01EMF'),
    }
    const { pictures, dropped } = await read({
      links,
      files: wrong,
      body: p(picture('r:embed="rId1"') + picture('r:embed="rId2"') + picture('r:embed="none"')),
    })
    expect(pictures).toEqual([])
    expect(dropped).toEqual([{ what: 'picture', count: 2, detail: 'a.png' }])
  })

  it('do not tell the path of their file on the writer’s computer', async () => {
    const { body } = await read({
      links,
      files,
      body: p(picture('r:embed="rId1"', 'C:\\Users\\lan\\anh.jpg')),
    })
    expect(body).toBe('<figure><img src="media:abcdefgh00"></figure>')
  })

  it('pass the cleaning of every body with alternative text and caption', async () => {
    const { body } = await readDocx(
      aDocx({
        styles: style('c', 'Chú thích'),
        links,
        files,
        body:
          p('Trước.') + p(picture('r:embed="rId1"', 'Lễ &quot;ký&quot; &lt;1&gt;')) + p('Quang cảnh', 'c'),
      }),
      options,
    )
    expect(body).toBe(
      '<p>Trước.</p><figure><img src="media:abcdefgh00" alt="Lễ &quot;ký&quot; &lt;1&gt;"><figcaption>Quang cảnh</figcaption></figure>',
    )
  })

  it('have no alternative text where nobody wrote one, so that publication asks for it', async () => {
    const body = p('Trước.') + p(picture('r:embed="rId1"', ' '))
    expect((await readDocx(aDocx({ links, files, body }), options)).body).toBe(
      '<p>Trước.</p><figure><img src="media:abcdefgh00"></figure>',
    )
  })

  it('that share a paragraph become a figure each', async () => {
    const blue = await sharp({ create: { width: 4, height: 3, channels: 3, background: 'blue' } })
      .webp()
      .toBuffer()
    const body = p('Trước.') + p(picture('r:embed="rId1"', 'Một') + picture('r:embed="rId2"', 'Hai'))
    const result = await readDocx(
      aDocx({ links, files: { ...files, 'word/media/copy.png': blue }, body }),
      options,
    )
    expect(result.body).toBe(
      '<p>Trước.</p><figure><img src="media:abcdefgh00" alt="Một"></figure><figure><img src="media:abcdefgh01" alt="Hai"></figure>',
    )
    expect(result.pictures.map(({ type }) => type)).toEqual(['image/png', 'image/webp'])
  })
})

describe('old fonts in a Word file', () => {
  const text = 'Sở Ngoại vụ tổ chức hội nghị sơ kết; được dự có ủy ban các huyện.'
  const small = text.toLowerCase()

  it.each([
    ['tcvn3', '.VnTime', small],
    ['vni', 'VNI-Times', text],
  ] as const)('are read by the font of the run: %s', async (encoding, name, expected) => {
    const { body, converted } = await read({
      body: p(
        r(toLegacy(text, encoding), font(name)) + r(' Unicode: hội nghị é à.', font('Times New Roman')),
      ),
    })
    expect(body.toLowerCase()).toBe(`<p>${expected.toLowerCase()} unicode: hội nghị é à.</p>`)
    expect(converted).toBe(encoding)
  })

  it('are read by the font of the style, of the document, and in the title', async () => {
    const styles = `<w:docDefaults><w:rPrDefault><w:rPr>${font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>${style('Title', 'Title', `<w:rPr>${font('.VnTimeH')}</w:rPr>`)}`
    const body = p(toLegacy('hội nghị', 'tcvn3'), 'Title') + p(toLegacy('đại biểu', 'tcvn3'))
    expect(await read({ styles, body })).toMatchObject({ title: 'HỘI NGHỊ', body: '<p>đại biểu</p>' })
  })

  it.each(['tcvn3', 'vni'] as const)(
    'are read by their words where the font says nothing: %s',
    async (encoding) => {
      const { body, converted } = await read({
        body: p('Việt Nam é.') + p(toLegacy(text, encoding)) + p(toLegacy('Đủ.', encoding)),
      })
      expect(body.toLowerCase()).toBe(`<p>việt nam é.</p><p>${small}</p><p>đủ.</p>`)
      expect(converted).toBe(encoding)
    },
  )

  it('keep the letter ư, which Word takes for a soft hyphen', async () => {
    const look = `<w:rPr>${font('.VnTime')}</w:rPr>`
    const body =
      p(`<w:r>${look}<w:t>th</w:t><w:softHyphen/><w:t>\u00ac\u00adng</w:t></w:r>`) +
      p('co\u00adoperate<w:x/>'.replace('<w:x/>', ''))
    expect(await bodyOf({ body })).toBe('<p>thươưng</p><p>cooperate</p>')
  })

  it('keep letters that Word took for signs', async () => {
    const body = p(`<w:r><w:t>h</w:t><w:sym w:font=".VnTime" w:char="F0E9"/><w:t>i</w:t></w:r>`)
    expect(await bodyOf({ body })).toBe('<p>hội</p>')
  })
})
