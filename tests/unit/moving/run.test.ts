import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locales } from '../../../functions/domain/locale.ts'
import { notices } from '../../../functions/moving-in/notice.ts'
import { Report } from '../../../functions/moving-in/report/report.ts'
import { tell } from '../../../functions/moving-in/report/words.ts'
import { FileJournal } from '../../../functions/moving-in/run/journal.ts'
import { dryRun } from '../../support/moving/plan.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

const list = '5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10'

describe('one item in several files', () => {
  it('takes from each what the richer ones do not say: the picture of its form, the larger count', async () => {
    const run = await dryRun(inputPath('30-duplicates'), { list })
    expect(run.articles.map(({ key }) => key).toSorted()).toEqual([`${list}/101`, `${list}/102`])
    expect(run.article('101')).toMatchObject({
      title: 'Khai trương điểm nhận hồ sơ lãnh sự lưu động',
      sources: ['a-items.json', 'b-DispForm.html', 'c-export.csv'],
      views: 1079,
      leadImage: { file: '16_files/xe-luu-dong.jpg', alt: 'Xe lưu động' },
    })
  })

  it('is one article: the richest source wins, the others fill, and counters only grow', async () => {
    const paths = [
      inputPath('30-duplicates/a-items.json'),
      inputPath('30-duplicates/fields.json'),
      inputPath('30-duplicates/c-export.csv'),
    ]
    const run = await dryRun(paths, { list, mapping: { sections: { 3: 'Lãnh sự' } } })
    const again = await dryRun(paths.toReversed(), { list, mapping: { sections: { 3: 'Lãnh sự' } } })
    expect(run.articles.map(({ key }) => key).toSorted()).toEqual([`${list}/101`, `${list}/102`])
    expect(run.article('101')).toMatchObject({ sources: ['a-items.json', 'c-export.csv'] })
    expect(again.article('101').digest).toBe(run.article('101').digest)
    expect(run.codes('101')).toContain('several-sources')
  })
})

/** More than is kept of one value. */
const long = 'Nội dung lặp lại để thử độ dài. '.repeat(440_000)
const json = (body: string) =>
  `{"value":[${[
    ['1', 'Một'],
    ['2', body],
    ['3', 'Ba'],
  ]
    .map(
      ([id, text]) =>
        `{"Id":${id},"Title":"Bài ${id}","OData__ModerationStatus":0,"Ng_x00e0_y_x0020_xu_x1ea5_t_x002":"2019-07-15T08:00:00Z","Ph_x00e2_n_x0020_lo_x1ea1_i":{"Title":"Tin tức"},"N_x1ed9_i_x0020_dung":"<p>${text}</p>"}`,
    )
    .join(',')}]}`
const csv = (body: string) =>
  `Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,ID\n${[
    ['1', 'Một'],
    ['2', body],
    ['3', 'Ba'],
  ]
    .map(([id, text]) => `Bài ${id},"<p class=""a"">${text}</p>",15/07/2019 3:00 CH,Tin tức,${id}`)
    .join('\n')}\n`
const xml = (body: string) =>
  `<?xml version="1.0"?><xml xmlns:rs="urn:schemas-microsoft-com:rowset" xmlns:z="#RowsetSchema"><rs:data>${[
    ['1', 'Một'],
    ['2', body],
    ['3', 'Ba'],
  ]
    .map(
      ([id, text]) =>
        `<z:row ows_ID="${id}" ows_Title="Bài ${id}" ows_N_x1ed9_i_x0020_dung="&lt;p&gt;${text}&lt;/p&gt;" ows_Ng_x00e0_y_x0020_xu_x1ea5_t_x002="2019-07-15 15:00:00" ows_Ph_x00e2_n_x0020_lo_x1ea1_i="1;#Tin tức"/>`,
    )
    .join('\n')}</rs:data></xml>`

describe('a value that no article can hold', () => {
  it.each([
    ['items.json', json(long)],
    ['items.csv', csv(long)],
    ['items.xml', xml(long)],
  ])('is named, and the others of %s arrive', async (name, text) => {
    const run = await dryRun(folderWith({ [name]: text }))
    expect(run.articles.map(({ title }) => title)).toEqual(['Bài 1', 'Bài 3'])
    expect(run.skipped).toMatchObject([{ code: 'body-too-long', place: { item: '2' } }])
  })
})

describe('a file that is cut', () => {
  it.each([
    ['items.json', json('Hai').slice(0, -200)],
    ['items.xml', xml('Hai').slice(0, -200)],
  ])('gives what stands before, and is named: %s', async (name, text) => {
    const run = await dryRun(folderWith({ [name]: text, 'khac.csv': csv('Hai') }))
    expect(run.articles.map(({ title }) => title)).toContain('Bài 1')
    expect(run.notices).toContainEqual(
      expect.objectContaining({ code: 'broken-file', place: { file: name } }),
    )
  })
})

describe('links', () => {
  it('lead to the articles of the run that are public, whatever file they stand in', async () => {
    const item = (id: number, moderation: number, body: string) => ({
      __metadata: { id: `Web/Lists(guid'${list}')/Items(${id})`, type: 'SP.Data.TinTucListItem' },
      ...{ Id: id, Title: `Bài ${id}`, OData__ModerationStatus: moderation, N_x1ed9_i_x0020_dung: body },
      Ng_x00e0_y_x0020_xu_x1ea5_t_x002: '2019-07-15T08:00:00Z',
      Ph_x00e2_n_x0020_lo_x1ea1_i: { Title: 'Tin tức' },
    })
    const link = (address: string) => `<p><a href="${address}">bài</a></p>`
    const run = await dryRun(
      folderWith({
        'a.json': JSON.stringify({
          d: {
            results: [
              item(1, 0, link('/lists/tintuc/dispform.aspx?Source=x&id=2') + link('DispForm.aspx?ID=3')),
            ],
          },
        }),
        'b.json': JSON.stringify({
          d: {
            results: [
              item(2, 0, link(`/_layouts/15/listform.aspx?PageType=4&ListId={${list.toUpperCase()}}&ID=1`)),
              item(3, 3, ''),
            ],
          },
        }),
      }),
    )
    expect(run.article('1').body).toContain(`/vi/tin-tuc/bai-2-${run.article('2').id}`)
    expect(run.article('2').body).toContain(`/vi/tin-tuc/bai-1-${run.article('1').id}`)
    expect(run.codes('1')).toContain('link-not-resolved')
  })
})

describe('the report', () => {
  it('has words for every notice in every language, with what to do', () => {
    for (const locale of locales)
      for (const code of Object.keys(notices) as (keyof typeof notices)[]) {
        const { says, todo } = tell({ code, place: { file: 'a' }, value: 'x', count: 2 }, locale)
        expect(says, code).not.toContain('notices.')
        expect(todo, code).not.toContain('notices.')
      }
  })

  it('adds up, and writes each article and each notice once', async () => {
    const folder = folderWith({})
    const run = await dryRun(inputPath('10-export-vi.csv'))
    const report = new Report(folder)
    for (const article of run.articles) await report.article(article, 'planned', [])
    for (const notice of run.skipped) await report.skipped(notice)
    await report.close()
    expect(report.read).toBe(5)
    expect(report.sums('en')).toBe('5 read: 2 to be imported, 3 skipped')
    expect(readFileSync(join(folder, 'articles.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2)
    expect(readFileSync(join(folder, 'notices.vi.csv'), 'utf8').trim().split('\n')).toHaveLength(4)
  })
})

describe('the journal', () => {
  it('lets a run that was killed go on where it was, and asks about all of it once it has ended', () => {
    const path = join(folderWith({}), 'journal.jsonl')
    const first = new FileJournal(path)
    first.done([{ key: 'a', digest: '1', outcome: 'created' }])
    first.close()
    const second = new FileJournal(path)
    expect(second.before('a', '1')?.outcome).toBe('created')
    expect(second.before('a', '2')).toBeUndefined()
    second.finish()
    second.close()
    const third = new FileJournal(path)
    expect(third.before('a', '1')).toBeUndefined()
    expect([...third.known]).toEqual(['a'])
    third.close()
  })
})
