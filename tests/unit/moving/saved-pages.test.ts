import { describe, expect, it } from 'vitest'
import { dryRun, expectInput } from '../../support/moving/plan.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

const cell = (label: string, value: string) =>
  `<tr><td class="ms-formlabel">${label}</td><td class="ms-formbody">${value}</td></tr>`
const form = (rows: string, before = '') =>
  `${before}<html><head><title>Tin</title></head><body><form action="DispForm.aspx?ID=5"><table>${rows}</table></form></body></html>`
const savedFrom = '<!-- saved from url=(0054)https://cu.example/so/Lists/TinTuc/DispForm.aspx?ID=5 -->'

describe('a saved display form', () => {
  it('of 2013, whose cells know their names', async () => {
    await expectInput('16-dispform')
  })
  it('of 2007, with the letters of three fonts', async () => {
    await expectInput('17-dispform-2007.html')
  })
  it('names what is related where its address tells of which list it is, though another run brings it', async () => {
    const links =
      '<a href="/so/Lists/TinTuc/DispForm.aspx?ID=7">Bảy</a>; <a href="/Lists/VanBan/DispForm.aspx?ID=8">Tám</a>; <a href="DispForm.aspx?ID=9">Chín</a>'
    const rows =
      cell('Tiêu đề', 'Bài') +
      cell('Phân loại', 'Tin tức') +
      cell('Nội dung', 'Một dòng') +
      cell('Tin liên quan', links)
    const run = await dryRun(
      folderWith({ 'a.html': form(rows + cell('Ngày đăng', '15/07/2019'), savedFrom) }),
    )
    expect(run.articles).toMatchObject([{ related: ['TinTuc/7', 'TinTuc/9'] }])
    expect(run.notices).toContainEqual(expect.objectContaining({ code: 'related-missing', count: 3 }))
  })
  it('is found in a list by where it was saved from', async () => {
    const rows =
      cell('Tiêu đề *', 'Bài') +
      cell('Phân loại', '<a href="/x?ID=3">Tin tức</a>') +
      cell('Nội dung', 'Một dòng')
    const run = await dryRun(
      folderWith({ 'a.html': form(rows + cell('Ngày đăng', '15/07/2019'), savedFrom) }),
    )
    expect(run.articles).toMatchObject([
      {
        key: 'TinTuc/5',
        title: 'Bài',
        section: { name: 'Tin tức' },
        oldAddresses: ['/so/Lists/TinTuc/DispForm.aspx?ID=5'],
      },
    ])
  })
})

describe('a publishing page', () => {
  it('saved whole, with the site around it', async () => {
    await expectInput('18-publishing-page')
  })
  it('of a site in English, with the month first', async () => {
    const page =
      '<!-- saved from url=(0029)https://cu.example/Pages/a.aspx --><html lang="en-us"><head><title>One - Dept</title></head><body><div class="date">7/15/2019 3:00 PM</div><div class="breadcrumb">Home > News</div><div id="x_RichHtmlField"><p>Text</p></div></body></html>'
    const run = await dryRun(folderWith({ 'a.html': page }))
    expect(run.articles).toMatchObject([
      { publishedAt: '2019-07-15T08:00:00Z', section: { name: 'Tin tức' } },
    ])
  })
  it('as it lies in its library, beside layouts and twins', async () => {
    await expectInput('19-pages-library')
  })
})

describe('what is no article', () => {
  it('is a feed that a browser took for a page', async () => {
    await expectInput('21-listfeed-saved-by-browser.html')
  })
  it('is a list of articles under the names of articles', async () => {
    const run = await dryRun(inputPath('27-list-pages'))
    expect(run.articles).toEqual([])
    expect(run.skipped.map(({ code }) => code)).toEqual(['list-page', 'list-page', 'list-page'])
    expect(run.notices.filter(({ code }) => code === 'same-content')).toHaveLength(2)
  })
  it('is a page to sign in at', async () => {
    const run = await dryRun(
      folderWith({ 'a.html': '<html><body><form><input type="password"></form></body></html>' }),
    )
    expect(run.codes()).toContain('login-page')
  })
  it('is a page that says nothing of what it is', async () => {
    const run = await dryRun(
      folderWith({ 'a.html': '<!doctype html><html><body><p>Chào.</p></body></html>' }),
    )
    expect(run.codes()).toContain('unknown-file')
  })
})
