import { describe, expect, it } from 'vitest'
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
