import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type * as Reading from '../../functions/desk/paste/read-pasted.ts'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import { anySoup, soup, tags } from '../support/articles/body-soup.ts'
import { theBrowser } from '../support/browser/browser.ts'
import { openDeskPage } from '../support/desk-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await theBrowser()
})

const folder = new URL('fixtures/paste/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** What other programs copy, with what is kept of it in a file beside it. */
const names = readdirSync(folder).filter((name) => !name.endsWith('.kept.html'))

const open = () => openDeskPage(browser, 'functions/desk/paste/read-pasted.ts')

type Pasted = Reading.Pasted & { hacked: unknown }

/** Pastes each into a text in Vietnamese; pictures get ids in their order. */
const paste = (page: Page, all: readonly Reading.Clipboard[]): Promise<Pasted[]> =>
  page.evaluate((clipboards) => {
    const { desk } = window as unknown as { desk: typeof Reading }
    return clipboards.map((clipboard) => {
      let count = 0
      const newId = () => `p${String(count++).padStart(9, '0')}`
      const pasted = desk.readPasted(clipboard, { locale: 'vi', newId })
      return { ...pasted, hacked: 'hacked' in window }
    })
  }, all)

const clipboardOf = (name: string): Reading.Clipboard =>
  name.endsWith('.txt') ? { html: '', text: read(name) } : { html: read(name), text: '' }

describe('what is pasted', () => {
  it.each(names)('is kept as a text needs it: %s', async (name) => {
    const { page, troubles } = await open()
    const [pasted] = await paste(page, [clipboardOf(name)])
    expect(pasted?.html).toBe(read(`${name.replace(/\.\w+$/u, '')}.kept.html`).trimEnd())
    expect(pasted?.html).toBe(cleanBody(pasted?.html ?? ''))
    expect(pasted?.hacked).toBe(false)
    expect(troubles).toEqual([])
  })

  it('is what the server keeps, whatever it was', async () => {
    const { page, troubles } = await open()
    const soups = fc.sample(
      fc.oneof(soup(tags), anySoup).map((parts) => parts.join('')),
      { numRuns: 1500, seed: 12 },
    )
    const marks = ['class=MsoNormal', 'id="docs-internal-guid-1"', '']
    const given = soups.map((each, index) => ({ html: `<p ${marks[index % 3]}>${each}`, text: '' }))
    for (const { html, hacked } of await paste(page, given)) {
      expect(html).toBe(cleanBody(html))
      expect(hacked).toBe(false)
    }
    expect(troubles).toEqual([])
  })

  it('stays as it was where it was copied from a text of ours', async () => {
    const { page } = await open()
    const html =
      '<h2>a</h2><figure><img src="media:4k7m2p9x1a" alt="b"></figure><p>c <a href="/vi/x">d</a></p>'
    const [pasted] = await paste(page, [
      { html: html.replace('<h2>', '<h2 data-pm-slice="0 0 []">'), text: '' },
    ])
    expect(pasted?.html).toBe(html)
    expect(pasted?.notice.source).toBe('desk')
  })

  it('is plain text where that is asked for', async () => {
    const { page } = await open()
    const [pasted] = await paste(page, [{ html: '<h1>a</h1>', text: 'a\n\n- b\n- c', isPlain: true }])
    expect(pasted?.html).toBe('<p>a</p><ul><li>b</li><li>c</li></ul>')
  })
})

describe('what an editor is told of it', () => {
  const noticesOf = async (...all: string[]) => {
    const { page } = await open()
    const pasted = await paste(page, all.map(clipboardOf))
    return pasted.map(({ notice }) => notice)
  }
  const noticeOf = async (name: string) => (await noticesOf(name))[0]!

  it('says the program, and how many tables, lists and pictures came', async () => {
    expect(await noticeOf('word.html')).toMatchObject({
      source: 'word',
      tables: 1,
      lists: 2,
      pictures: [{ why: 'missing', name: 'clip_image002.jpg' }],
      links: [],
    })
    expect((await noticeOf('libreoffice.html')).pictures).toMatchObject([{ why: 'upload' }])
    expect((await noticeOf('portal.html')).pictures).toMatchObject([
      { why: 'elsewhere', address: 'https://portal.example.vn/upload/cho-hoa.jpg' },
      { why: 'elsewhere', address: 'https://cdn.example.vn/2.jpg' },
    ])
  })

  it('knows each program by its traces', async () => {
    const notices = await noticesOf(...names)
    expect(Object.fromEntries(notices.map(({ source }, index) => [names[index], source]))).toMatchObject({
      'word.html': 'word',
      'word-mac.html': 'word',
      'word-filtered.html': 'word',
      'word-online.html': 'word-online',
      'google-docs.html': 'google-docs',
      'google-sheets.html': 'google-sheets',
      'excel.html': 'excel',
      'outlook.html': 'outlook',
      'outlook-web.html': 'outlook',
      'libreoffice.html': 'libreoffice',
      'sharepoint.html': 'sharepoint',
      'portal.html': 'web',
      'web-page.html': 'web',
      'pdf.txt': 'text',
    })
  })

  it('lists links that led nowhere, and what was left out', async () => {
    expect((await noticeOf('sharepoint.html')).links).toEqual(['/Lists/VB/12.pdf'])
    expect((await noticeOf('word.html')).dropped).toEqual(['deleted', 'comments', 'hidden', 'contents'])
    expect((await noticeOf('portal.html')).dropped).toEqual(['promotion'])
  })

  it('shows letters of before Unicode as they were and as they are', async () => {
    const { encoding, letters } = await noticeOf('vni.html')
    expect(encoding).toBe('vni')
    expect(letters).toEqual({
      before: 'Saùng nay caùc caùn boä hoïp taïi phoøng lôùn, baøn vieäc söûa ñöôøng.',
      after: 'Sáng nay các cán bộ họp tại phòng lớn, bàn việc sửa đường.',
    })
    expect((await noticeOf('tcvn3-no-font.html')).encoding).toBe('tcvn3')
    expect((await noticeOf('web-page.html')).encoding).toBeUndefined()
  })
})
