import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { makeManuals } from '../../infra/tools/manual/make.ts'
import { deskHelpWords, deskWords, manualWords } from '../../locales/index.ts'
import { findings } from '../support/browser/axe.ts'
import { theBrowser } from '../support/browser/browser.ts'

let out: string
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'bantin-manuals-'))
  await makeManuals({
    out,
    bundles: inject('bundles'),
    only: ['review'],
    onWritten: () => undefined,
  })
}, 600_000)
afterAll(() => rm(out, { recursive: true, force: true }))

it('makes the manuals that have the pages, in every language, as HTML and PDF', async () => {
  const names = locales.flatMap((locale) => [`manual-editors.${locale}.html`, `manual-editors.${locale}.pdf`])
  expect((await readdir(out)).toSorted()).toEqual(names.toSorted())
})

describe.each(locales)('the manual for editors, in %s', (locale) => {
  const { steps } = deskHelpWords[locale]

  it('is one accessible file with a contents, and a picture at the steps that it shows', async () => {
    const browser = await theBrowser()
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url().slice(0, 5)))
    await page.goto(pathToFileURL(join(out, `manual-editors.${locale}.html`)).href)
    await page.getByRole('heading', { level: 1, name: manualWords[locale].editors }).waitFor()
    await page.getByRole('navigation').getByRole('link').last().press('Enter')
    expect(page.url()).toMatch(/#review$/u)
    await page.getByRole('heading', { level: 4, name: steps }).waitFor()
    const approving = page
      .getByRole('listitem')
      .filter({ hasText: `“${deskWords[locale].review.approve_and_publish}”` })
    await approving.getByRole('img', { name: deskWords[locale].review.approve_and_publish }).waitFor()
    const widths = await page.getByRole('img').evaluateAll((all) =>
      // They are pictures, by their role.
      all.map((each) => (each as HTMLImageElement).naturalWidth),
    )
    expect(widths.length).toBeGreaterThan(2)
    expect(Math.min(...widths)).toBeGreaterThan(500)
    expect(asked).toEqual(['file:'])
    expect(await findings(page)).toEqual([])
  })

  it('is a PDF with bookmarks, tags and its language', async () => {
    const paper = await readFile(join(out, `manual-editors.${locale}.pdf`), 'latin1')
    const parts = ['%PDF-', '/Outlines', '/Marked true', `/Lang (${locale})`]
    expect(parts.filter((part) => !paper.includes(part))).toEqual([])
  })
})
