import { describe, expect, it } from 'vitest'
import { noMapping } from '../../../functions/moving-in/plan/options.ts'
import { Report } from '../../../functions/moving-in/report/report.ts'
import { tell } from '../../../functions/moving-in/report/words.ts'
import { runImport } from '../../../functions/moving-in/run/run.ts'
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

  it('counts every file and item once, those too of which nothing comes', async () => {
    const row = 'Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,ID\nBài,Chữ.,15/07/2019 3:00 CH,Tin tức,1\n'
    const folder = folderWith({
      ...{ 'xuat.csv': row, '~$xuat.xlsx': 'x', 'la.bin': 'Dòng một\r\ndòng\thai\u0007', 'rong.csv': '' },
      'layout.aspx': '<%@ Page %><html><head><title>L</title></head></html>',
    })
    const report = await reportOf(folder, `${folder}/khong-co`)
    expect(Object.fromEntries(report.counts)).toEqual({ planned: 1, skipped: 2, failed: 2 })
    expect(report.sums('en')).toBe('5 read: 1 to be imported, 2 skipped, 2 failed')
    const unknown = report.byCode.get('unknown-file')?.first[0]
    expect(unknown?.value).toBe('Dòng một dòng hai')
  })

  it('says of an article without content that it is skipped, and of a draft that its text is to come', async () => {
    const text =
      'Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,Trạng thái,ID\nMột,,15/07/2019 3:00 CH,Tin tức,Xuất bản,1\nHai,,15/07/2019 3:00 CH,Tin tức,Nháp,2\n'
    const report = await reportOf(folderWith({ 'xuat.csv': text }))
    expect(Object.fromEntries(report.counts)).toEqual({ planned: 1, skipped: 1 })
    expect([...report.byCode.keys()]).toEqual(expect.arrayContaining(['no-content', 'no-text-yet']))
  })

  it('names the tags that there are not, and asks the mapping for them', async () => {
    const text =
      'Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,Từ khóa,ID\nMột,Chữ.,15/07/2019 3:00 CH,Tin tức,Chủ đề lạ,1\n'
    const report = await reportOf(folderWith({ 'xuat.csv': text }))
    expect(report.byCode.get('tag-unknown')?.first).toMatchObject([{ value: ['Chủ đề lạ'] }])
  })

  it('asks for the old site where addresses are known and their site is not', async () => {
    const item = (more: object) => ({
      __metadata: { id: "Web/Lists(guid'5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10')/Items(1)" },
      ...{ Id: 1, Title: 'Bài', OData__ModerationStatus: 0, N_x1ed9_i_x0020_dung: '<p>Chữ.</p>' },
      Ng_x00e0_y_x0020_xu_x1ea5_t_x002: '2019-07-15T08:00:00Z',
      Ph_x00e2_n_x0020_lo_x1ea1_i: { Title: 'Tin tức' },
      ...more,
    })
    const told = async (more: object) => {
      const text = JSON.stringify({ d: { results: [item(more)] } })
      return [...(await reportOf(folderWith({ 'a.json': text }))).byCode.keys()]
    }
    expect(await told({ FileRef: '/Lists/TinTuc/1_.000' })).toContain('no-site-address')
    const whole = 'https://cu.example/Lists/TinTuc/1_.000'
    expect(await told({ EncodedAbsUrl: whole })).not.toContain('no-site-address')
  })

  it('ends each sentence once', async () => {
    for (const line of (await reportOf(inputPath('33-archive.zip'))).lines('en'))
      expect(line).not.toMatch(/\.\.\s/u)
  })

  it.each([['25-wordpress', { planned: 4, skipped: 3 }]])(
    'of %s counts what comes of it in the end',
    async (name, counts) => {
      expect(Object.fromEntries((await reportOf(inputPath(name))).counts)).toEqual(counts)
    },
  )
})
