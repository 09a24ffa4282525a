import { describe, expect, it } from 'vitest'
import { expectInput } from '../../support/moving/plan.ts'

describe('older doors of SharePoint', () => {
  it('ListData.svc, whose dates say no zone', async () => {
    await expectInput('07-listdata-svc.json')
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
})
