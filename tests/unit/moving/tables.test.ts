import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { LegacyEncoding } from '../../../functions/domain/import/legacy-encoding.ts'
import { toLegacy } from '../../support/documents/legacy-text.ts'
import { dryRun, expectInput } from '../../support/moving/plan.ts'
import { folderWith } from '../../support/moving/read.ts'

describe('older doors of SharePoint', () => {
  it('ListData.svc, whose dates say no zone', async () => {
    await expectInput('07-listdata-svc.json')
  })
  it('ListData.svc as a browser is answered, which is Atom', async () => {
    const entry = `<entry><id>http://cu.example/_vti_bin/listdata.svc/TinTức(101)</id><link rel="edit" href="TinTức(101)" /><content><m:properties><d:TiêuĐề>Một</d:TiêuĐề><d:NộiDung>&lt;p&gt;x&lt;/p&gt;</d:NộiDung><d:NgàyXuấtBản m:type="Edm.DateTime">2019-07-15T15:00:00</d:NgàyXuấtBản><d:Id m:type="Edm.Int32">101</d:Id><d:Path>/Lists/TinTuc</d:Path></m:properties></content></entry>`
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">${entry}</feed>`
    const run = await dryRun(folderWith({ 'tin.xml': feed }), { section: 'Tin tức' })
    expect(run.articles).toMatchObject([
      { key: 'listdata.svc/TinTức/101', title: 'Một', publishedAt: '2019-07-15T15:00:00Z' },
    ])
  })
  it('Lists.asmx, where everything is an attribute', async () => {
    await expectInput('08-lists-asmx.xml')
  })
  it('owssvr.dll, whose view has no ID', async () => {
    await expectInput('09-owssvr.xml')
  })
})

describe('tables', () => {
  it('as CSV of a Vietnamese site', async () => {
    await expectInput('10-export-vi.csv')
  })
  it('in windows-1258 with semicolons', async () => {
    await expectInput('11-export-cp1258.csv')
  })
  it('in UTF-16 with tabs', async () => {
    await expectInput('12-export-utf16.txt')
  })
  it('with the month first, as the column tells', async () => {
    await expectInput('13-export-us-dates.csv')
  })
  it('as a workbook, with what its table and connection say', async () => {
    await expectInput('14-owssvr.xlsx')
  })
  it('as a query, which holds no data', async () => {
    const run = await expectInput('15-query.iqy')
    expect(run.notices).toMatchObject([
      { code: 'query-without-data', value: expect.stringContaining('https://songoaivu.tinhmau.example') },
    ])
  })
  it('under names from inside SharePoint, with dates as Excel counts them', async () => {
    const text =
      'Id,Title,N_x1ed9_i_x0020_dung,Ng_x00e0_y_x0020_xu_x1ea5_t_x002\n1,Một,<p>x</p>,43661.625\n2,Hai,<p>y</p>,43661\n'
    const run = await dryRun(folderWith({ 'xuat.csv': text }), { section: 'Tin tức' })
    expect(run.articles.map(({ key, body, publishedAt }) => [key, body, publishedAt])).toEqual([
      ['xuat.csv/1', '<p>x</p>', '2019-07-15T08:00:00Z'],
      ['xuat.csv/2', '<p>y</p>', '2019-07-14T17:00:00Z'],
    ])
    expect(run.codes('2')).toContain('date-without-time')
  })
})

describe('letters of before Unicode in a table', () => {
  const header = 'ID;Tiêu đề;Tóm tắt;Nội dung;Phân loại;Ngày xuất bản;Tác giả'
  const row =
    '1;Đoàn công tác thăm tỉnh;Lãnh đạo tỉnh tiếp đoàn;<p>Chiều ngày hôm qua, lãnh đạo tỉnh đã tiếp đoàn của nước bạn</p>;Lãnh sự;15/07/2019 15:00;Văn phòng'
  const wanted = {
    title: 'Đoàn công tác thăm tỉnh',
    summary: 'Lãnh đạo tỉnh tiếp đoàn',
    body: '<p>Chiều ngày hôm qua, lãnh đạo tỉnh đã tiếp đoàn của nước bạn</p>',
    section: { name: 'Lãnh sự' },
    byline: ['Văn phòng'],
  }
  const read = async (lines: string[], encoding: BufferEncoding) => {
    const run = await dryRun(folderWith({ 'tin.csv': Buffer.from(`${lines.join('\r\n')}\r\n`, encoding) }))
    expect(run.articles).toMatchObject([wanted])
    expect(run.codes()).toContain('legacy-text')
  }
  it.each<LegacyEncoding>(['tcvn3', 'vni'])(
    'are read in every column, and in its header: %s',
    async (encoding) => {
      await read([toLegacy(header, encoding), toLegacy(row, encoding)], 'latin1')
    },
  )
  it.each<LegacyEncoding>(['tcvn3', 'vni'])('are read below a header of today: %s', async (encoding) => {
    await read([header, toLegacy(row, encoding)], 'utf8')
  })
})

describe('how far a text had come', () => {
  const statusOf = async (word: string) => {
    const text = `ID,Tiêu đề,Nội dung,Ngày xuất bản,Trạng thái\n1,Một,<p>x</p>,15/07/2019,${word}\n`
    const run = await dryRun(folderWith({ 'tin.csv': text }), { section: 'Tin tức' })
    return [run.article('1').status, run.codes().includes('state-unknown')]
  }
  it.each([
    ['Công khai', 'published'],
    ['Đã xuất bản', 'published'],
    ['Chờ đăng', 'in_review'],
    ['Chờ biên tập', 'in_review'],
    ['Đang biên tập', 'draft'],
    ['Chưa duyệt', 'draft'],
    ['Không hiển thị', 'draft'],
    ['Đã gỡ', 'draft'],
    ['Hết hạn', 'draft'],
  ])('is told by the word for it: %s', async (word, status) => {
    expect(await statusOf(word)).toEqual([status, false])
  })
  it('is asked about where the word says nothing, and nothing becomes public by it', async () => {
    expect(await statusOf('Chuyển phòng khác')).toEqual(['draft', true])
  })
})

describe('a workbook of several sheets', () => {
  const text = (value: string) => `<c t="inlineStr"><is><t>${value.replaceAll('<', '&lt;')}</t></is></c>`
  const rowsOf = (...rows: string[][]) =>
    `<worksheet><sheetData>${rows.map((cells, at) => `<row r="${at + 1}">${cells.map(text).join('')}</row>`).join('')}</sheetData></worksheet>`
  const bookOf = (sheets: [name: string, state: string, content: string][]) => {
    const parts = {
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets.map(([name, state], at) => `<sheet name="${name}" state="${state}" r:id="r${at}"/>`).join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
      ...Object.fromEntries(sheets.map(([, , content], at) => [`xl/worksheets/sheet${at + 1}.xml`, content])),
    }
    return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)])))
  }
  const header = ['ID', 'Tiêu đề', 'Nội dung', 'Ngày xuất bản']
  const sheet = (title: string) => rowsOf(['DANH SÁCH'], header, ['1', title, '<p>x</p>', '15/07/2019'])

  it('gives what each of them holds, and nothing that somebody hid', async () => {
    const book = bookOf([
      ['Cũ', 'hidden', sheet('Ẩn')],
      ['Hướng dẫn', 'visible', rowsOf(['Đọc kỹ'])],
      ['2018', 'visible', sheet('Một')],
      ['2019', 'visible', sheet('Hai')],
    ])
    const run = await dryRun(folderWith({ 'tin.xlsx': book }), { section: 'Tin tức' })
    expect(run.articles.map(({ key, title }) => [key, title])).toEqual([
      ['tin.xlsx/1', 'Một'],
      ['tin.xlsx/2019/1', 'Hai'],
    ])
  })
})

it.each(['DANH SÁCH TIN BÀI\n\n', 'DANH SÁCH TIN BÀI,,,\n,,,\n'])(
  'a table is read below the title that somebody wrote above it',
  async (above) => {
    const text = `${above}ID,Tiêu đề,Nội dung,Ngày xuất bản\n1,Một,<p>x</p>,15/07/2019\n`
    const run = await dryRun(folderWith({ 'tin.csv': text }), { section: 'Tin tức' })
    expect([run.articles, run.skipped]).toMatchObject([[{ key: 'tin.csv/1', title: 'Một' }], []])
  },
)

it('a title that was read in a wrong encoding is published by nobody', async () => {
  const text = 'ID,Tiêu đề,Nội dung,Ngày xuất bản\n1,Há»™i nghá»‹ tá»•ng káº¿t,<p>Thân bài.</p>,15/07/2019\n'
  const run = await dryRun(folderWith({ 'tin.csv': text }), { section: 'Tin tức' })
  expect(run.article('1').status).toBe('draft')
  expect(run.codes('1')).toContain('unreadable-text')
})

it('what every object is born with is a name like any other', async () => {
  const text =
    'ID,Tiêu đề,Nội dung,Ngày xuất bản,Tác giả,Phân loại,constructor\n1,Một,<p>x</p>,15/07/2019,toString,valueOf,y\n'
  const run = await dryRun(folderWith({ 'tin.csv': text }), { section: 'Tin tức' })
  expect(run.articles).toMatchObject([
    { byline: ['toString'], section: { name: 'Tin tức' }, legacy: { constructor: 'y' } },
  ])
})
