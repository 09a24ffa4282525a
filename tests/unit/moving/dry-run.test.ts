import { describe, expect, it } from 'vitest'
import { noMapping } from '../../../infra/tools/import/plan/options.ts'
import { Report } from '../../../infra/tools/import/report/report.ts'
import { tell } from '../../../infra/tools/import/report/words.ts'
import { runImport } from '../../../infra/tools/import/run/run.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

/** The report of a dry run that asks no newsroom. */
async function reportOf(...paths: string[]): Promise<Report> {
  const report = new Report(undefined)
  const options = { mapping: noMapping(), history: 'all' as const, now: Date.parse('2026-11-27T00:00:00Z') }
  await runImport({ paths, options, report, asked: undefined, progress: () => {} })
  await report.close()
  return report
}

describe('a dry run', () => {
  it('names what the newsroom would not take in, in both languages', async () => {
    const text =
      'Tiêu đề,Tóm tắt,Nội dung,Ngày xuất bản,Phân loại,ID\nBài,Chỉ có tóm tắt.,,15/07/2019 3:00 CH,Tin tức,1\n'
    const report = await reportOf(folderWith({ 'xuat.csv': text }))
    expect(Object.fromEntries(report.counts)).toEqual({ refused: 1 })
    const [failed] = report.byCode.get('failed')?.first ?? []
    if (!failed) throw new Error('nothing is refused')
    expect(tell(failed, 'vi').says).toMatch(/^Không ghi được: translations\.vi\.body: .*để trống/u)
    expect(tell(failed, 'en').says).toMatch(/^It cannot be written: translations\.vi\.body: .*empty/u)
  })

  it.each([['25-wordpress', { planned: 4, skipped: 3 }]])(
    'of %s counts what comes of it in the end',
    async (name, counts) => {
      expect(Object.fromEntries((await reportOf(inputPath(name))).counts)).toEqual(counts)
    },
  )
})
