import { describe, expect, it } from 'vitest'
import { dryRun, expectAsExpected, expectedOf, expectInput } from '../../support/moving/plan.ts'
import { folderWith, inputPath } from '../../support/moving/read.ts'

const cell = (label: string, value: string) =>
  `<tr><td class="ms-formlabel">${label}</td><td class="ms-formbody">${value}</td></tr>`
const form = (rows: string, before = '') =>
  `${before}<html><head><title>Tin</title></head><body><form action="DispForm.aspx?ID=5"><table>${rows}</table></form></body></html>`
const savedFrom = '<!-- saved from url=(0054)https://cu.example/so/Lists/TinTuc/DispForm.aspx?ID=5 -->'

describe('a saved display form', () => {
  it('of 2013, whose cells know their names', async () => {
    const run = await dryRun(inputPath('16-dispform'))
    const expected = expectedOf('16-dispform')
    // Related articles that the run does not hold are named, and no part of the article.
    expectAsExpected(run, {
      ...expected,
      articles: expected.articles.map((each) => ({ ...each, related: [] })),
    })
  })
  it('of 2007, with the letters of three fonts', async () => {
    await expectInput('17-dispform-2007.html')
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
    const run = await dryRun(inputPath('18-publishing-page'))
    const expected = expectedOf('18-publishing-page')
    // The second picture is not in the folder: its words stay as a paragraph, and it is named.
    const withoutPicture = { tables: 1, tableRows: 2, headings: 1, links: 2, paragraphs: 3, images: 0 }
    expectAsExpected(run, {
      ...expected,
      articles: expected.articles.map((each) => ({ ...each, body: withoutPicture })),
    })
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
