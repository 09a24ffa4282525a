import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readWord } from '../../functions/media/word/docx.ts'
import { aDocx, type DocxParts, p, r } from '../support/documents/docx.ts'
import { toLegacy } from '../support/documents/legacy-text.ts'

const options = { pictureId: (index: number) => `abcdefgh0${index}` }
const read = (parts: DocxParts) => readWord(aDocx(parts), options)
const bodyOf = async (body: string) => (await read({ body })).body
const font = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`

describe('letters of old fonts that Word cut apart', () => {
  const text = 'cộng hòa xã hội chủ nghĩa Việt Nam độc lập tự do hạnh phúc, Đường Nguyễn Huệ'

  it.each(['vni', 'tcvn3'] as const)('are whole, however the runs are cut: %s', async (encoding) => {
    const name = encoding === 'vni' ? 'VNI-Times' : '.VnTime'
    const typed = toLegacy(text, encoding)
    for (const length of [1, 2, 3, 5]) {
      const runs = typed.match(new RegExp(`.{1,${length}}`, 'gsu')) ?? []
      const expected = `<p>${text}</p>`.toLowerCase()
      expect((await bodyOf(p(runs.map((each) => r(each, font(name))).join('')))).toLowerCase()).toBe(expected)
      // By the words of the paragraph, where the font says nothing.
      expect((await bodyOf(p(runs.map((each) => r(each)).join('')))).toLowerCase()).toBe(expected)
    }
  })

  it('look as their base does', async () => {
    const vni = font('VNI-Times')
    expect(await bodyOf(p(r('Co', `${vni}<w:b/>`) + r('äng hoøa', vni)))).toBe(
      '<p><strong>Cộ</strong>ng hòa</p>',
    )
    expect(await bodyOf(p(r('o', '<w:b/>') + r('\u0323n')))).toBe('<p><strong>ọ</strong>n</p>')
  })
})

describe('fonts of signs', () => {
  it.each([
    ['a sign typed as a letter', r('ü', font('Wingdings')) + r(' xong'), '✓ xong'],
    ['a sign in the private use area', r('\uf0e0', font('Wingdings')) + r(' tiếp'), '→ tiếp'],
    ['a sign put in by its code', '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', '✓'],
    ['Greek letters', r('Da', font('Symbol')) + r(' = 2'), 'Δα = 2'],
    ['a sign of an ordinary font by its code', '<w:r><w:sym w:font="Arial" w:char="2122"/></w:r>', '™'],
    ['a bullet whose font was lost', r('\uf0b7 5'), '• 5'],
  ])('show %s', async (_what, runs, shown) => {
    const { body, dropped } = await read({ body: p(runs) })
    expect(body).toBe(`<p>${shown}</p>`)
    expect(dropped).toEqual([])
  })

  it('begin an item of a list with what Word shows as a bullet', async () => {
    const item = (text: string) => p(r('\uf0a7', font('Wingdings')) + r(` ${text}`))
    expect(await bodyOf(p('Gồm:') + item('mục một') + item('mục hai'))).toBe(
      '<p>Gồm:</p><ul><li>mục một</li><li>mục hai</li></ul>',
    )
  })

  it('leave words as they were typed, and list them', async () => {
    const { body, dropped } = await read({ body: p(r('\uf0a8 mục một', font('Wingdings'))) })
    expect(body).toBe('<p>☐ mục một</p>')
    expect(dropped).toEqual([{ what: 'sign_font', count: 1, detail: expect.stringContaining('mục một') }])
  })

  it('list what Unicode has no sign for', async () => {
    const unknown = `${r('\uf0ff', font('Wingdings'))}<w:r><w:sym w:font="Logo" w:char="F041"/></w:r>`
    const { body, dropped } = await read({ body: p(r('Một') + unknown + r('\uf041')) })
    expect(body).toBe('<p>Một</p>')
    expect(dropped).toEqual([{ what: 'sign', count: 3, detail: 'Wingdings f0ff' }])
  })

  it('are not taken for letters of an old font', async () => {
    const typed = toLegacy('Sở Ngoại vụ tổ chức hội nghị sơ kết', 'tcvn3')
    expect(await bodyOf(p(r('´', font('Symbol')) + r(typed)))).toBe(
      '<p>×Sở Ngoại vụ tổ chức hội nghị sơ kết</p>',
    )
  })
})

describe('what is shown otherwise than it was typed', () => {
  it.each([
    ['all capitals', '<w:caps/>'],
    ['small capitals', '<w:smallCaps/>'],
  ])('stays as it was typed, and is listed: %s', async (_how, look) => {
    const { body, dropped } = await read({ body: p(r('Tổng kết năm', look)) + p(r('2024 - 1', look)) })
    expect(body).toBe('<p>Tổng kết năm</p><p>2024 - 1</p>')
    expect(dropped).toEqual([{ what: 'capitals', count: 1, detail: 'Tổng kết năm' }])
  })

  const legacy = (data: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const control = (state: string, content: string) =>
    `<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">${state}</w14:checkbox></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
  const checked = (value: string) => `<w14:checked w14:val="${value}"/>`

  it.each([
    ['a box that is ticked from the start', legacy('<w:checkBox><w:default w:val="1"/></w:checkBox>'), '☒'],
    ['a box that is not', legacy('<w:checkBox><w:default w:val="0"/></w:checkBox>'), '☐'],
    ['a box that was ticked', legacy('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'), '☒'],
    [
      'a box that was emptied',
      legacy('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
      '☐',
    ],
    [
      'what was chosen of a list',
      legacy('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Nam"/><w:listEntry w:val="Nữ"/></w:ddList>'),
      'Nữ',
    ],
    ['a control that is ticked', control(checked('1'), r('☒')), '☒'],
    ['a control with a tick of another font', control(checked('1'), r('þ', font('Wingdings'))), '☒'],
    ['a control that is not', control(checked('0'), r('☐')), '☐'],
    ['a control that was never touched', control('', ''), '☐'],
    ['a control with words in it', control(checked('1'), r('Đã ký')), 'Đã ký'],
  ])('is %s in a form', async (_what, field, shown) => {
    expect(await bodyOf(p(field + r(' Đồng ý')))).toBe(`<p>${shown} Đồng ý</p>`)
  })
})

/** Left half red, right half blue, with a green line at the top. */
const whole = sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } }).composite([
  { input: { create: { width: 20, height: 20, channels: 3, background: 'blue' } }, left: 20, top: 0 },
  { input: { create: { width: 40, height: 4, channels: 3, background: 'lime' } }, left: 0, top: 0 },
])

describe('a picture that was cropped in Word', () => {
  const links = { rId1: 'media/a.png' }
  const drawn = (rectangle: string) =>
    `<w:r><w:drawing><wp:inline><wp:docPr id="1"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId1"/>${rectangle}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  const old = (crop: string) =>
    `<w:r><w:pict><v:shape><v:imagedata r:id="rId1" ${crop}/></v:shape></w:pict></w:r>`
  const withPicture = async (body: string, bytes?: Uint8Array) =>
    read({
      links,
      files: { 'word/media/a.png': bytes ?? (await whole.png().toBuffer()) },
      body: p('Một') + p(body),
    })
  const colours = async (bytes: Uint8Array) => {
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * info.channels).subarray(0, 3),
    ]
    return { size: [info.width, info.height], first: at(0, 0), last: at(info.width - 1, info.height - 1) }
  }

  it.each([
    ['in thousandths of a percent', drawn('<a:srcRect l="50000" t="20000"/>')],
    ['in percent', drawn('<a:srcRect l="50%" t="20%"/>')],
    ['by an old Word', old('cropleft="32768f" croptop="13107f"')],
    ['by an old Word, as fractions', old('cropleft=".5" croptop="0.2"')],
  ])('is what Word shows of it: %s', async (_how, body) => {
    const { pictures, dropped } = await withPicture(body)
    expect(pictures).toHaveLength(1)
    expect(await colours(pictures[0]!.bytes)).toEqual({
      size: [20, 16],
      first: [0, 0, 255],
      last: [0, 0, 255],
    })
    expect(dropped).toEqual([])
  })

  it('is as it is in the file where nothing is cut away, or a border added', async () => {
    for (const rectangle of [
      '<a:srcRect/>',
      '<a:srcRect l="0" r="0"/>',
      '<a:srcRect l="-5000" b="-5000"/>',
    ]) {
      const { pictures } = await withPicture(drawn(rectangle))
      expect(Buffer.from(pictures[0]!.bytes)).toEqual(await whole.png().toBuffer())
    }
  })

  it('is two pictures where two parts of it are seen', async () => {
    const { pictures, body } = await withPicture(
      [
        drawn('<a:srcRect l="50000"/>'),
        drawn('<a:srcRect r="50000"/>'),
        drawn('<a:srcRect l="50000"/>'),
      ].join(''),
    )
    expect(pictures).toHaveLength(2)
    expect(body.match(/media:\w+/gu)).toEqual(['media:abcdefgh00', 'media:abcdefgh01', 'media:abcdefgh00'])
  })

  it('is cut as the camera saw it, before it is turned upright', async () => {
    const turned = await whole
      .clone()
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const { pictures } = await withPicture(drawn('<a:srcRect l="50000"/>'), turned)
    expect(pictures[0]!.type).toBe('image/jpeg')
    const { size } = await colours(pictures[0]!.bytes)
    expect(size).toEqual([20, 20])
    const { dominant } = await sharp(pictures[0]!.bytes).stats()
    expect(dominant.b).toBeGreaterThan(200)
  })

  it('is left and listed where it cannot be cut, and never published whole', async () => {
    const cases = [
      withPicture(drawn('<a:srcRect l="60000" r="60000"/>')),
      withPicture(drawn('<a:srcRect l="10000"/>'), (await whole.png().toBuffer()).subarray(0, 60)),
    ]
    for (const { pictures, dropped, body } of await Promise.all(cases)) {
      expect([pictures, body]).toEqual([[], '<p>Một</p>'])
      expect(dropped).toEqual([{ what: 'cropped_picture', count: 1, detail: 'a.png' }])
    }
  })
})
