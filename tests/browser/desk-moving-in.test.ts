import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { deskMovingInWords } from '../../locales/index.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, phone, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const inputs = join(import.meta.dirname, '../fixtures/moving/inputs')
const desk = aDesk()

/** Begins a move of a name, and answers its address in the API. */
async function begin(page: Page, locale: Locale, name: string): Promise<string> {
  const words = deskMovingInWords[locale]
  await goTo(page, '#/moving-in')
  await page.getByRole('textbox', { name: words.name }).fill(name)
  await page.getByRole('button', { name: words.begin }).click()
  // The screen takes the focus to its heading when it is there.
  await page.getByRole('heading', { level: 1, name }).and(page.locator(':focus')).waitFor()
  return new URL(page.url()).hash.replace('#/moving-in/', '/moves/')
}

/** Chooses what a button asks for. */
async function choose(
  page: Page,
  button: string,
  files: Parameters<Page['setInputFiles']>[1],
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  await chooser.setFiles(files)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const patient = { timeout: 120_000 }

describe.each(locales)('an administrator, in %s', (locale) => {
  const words = deskMovingInWords[locale]
  /** A list as the old portal exports it; each language brings one of its own. */
  const list = async () => ({
    name: `tin-${locale}.csv`,
    mimeType: 'text/csv',
    buffer: await readFile(join(inputs, '10-export-vi.csv')),
  })

  it('brings a list, sees what would come of it, says what a section is here, and moves it in', async () => {
    const { page, words: all, troubles } = await desk.enter(locale, 'admin', { viewport: desktop })
    await page.getByRole('button', { name: all.shell.more_places }).click()
    await page.getByRole('menuitem', { name: all.shell.moving_in }).click()
    await page.getByRole('heading', { level: 1, name: all.shell.moving_in }).waitFor()
    expect(await findings(page)).toEqual([])
    await begin(page, locale, `Tin ${locale}`)
    await page.getByText(words.next.choose).waitFor()
    await choose(page, words.choose_files, await list())
    await page.getByText(words.next.try).waitFor()
    expect(await findings(page)).toEqual([])
    await press(page, words.try)
    await page.getByText(words.next.run).waitFor(patient)

    const sums = page.getByRole('region', { name: words.sums.caption })
    const sumOf = (name: string) => sums.getByRole('row', { name }).getByRole('cell').first().innerText()
    expect(await sumOf(words.outcomes.try.planned)).toBe('2')
    expect(await sumOf(words.outcomes.try.skipped)).toBe('3')
    expect(await sumOf(words.sums.read)).toBe('5')
    await page.getByText('Nội bộ').first().click()
    await page.getByText(`tin-${locale}.csv`, { exact: false }).first().waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: words.here.sections.replace('{{name}}', 'Nội bộ') }).click()
    await page.getByRole('option').nth(1).click()
    await page.getByText(words.next.try_again).waitFor()
    await press(page, words.try_again)
    await page.getByText(words.next.run).waitFor(patient)
    expect(await sumOf(words.outcomes.try.planned)).toBe('3')

    await press(page, `${words.run}…`)
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText(words.confirm.undo).waitFor()
    expect(await findings(page)).toEqual([])
    await dialog
      .getByRole('button', { name: words.confirm.act_other.replace('{{count, number}}', '3') })
      .click()
    await page.getByText(words.next.done).waitFor(patient)
    expect(await sumOf(words.outcomes.run.created)).toBe('3')
    expect(await findings(page)).toEqual([])

    const [download] = await Promise.all([page.waitForEvent('download'), press(page, words.report_csv)])
    expect(download.suggestedFilename()).toContain(`Tin ${locale}.csv`)
    expect(await readFile(await download.path(), 'utf8')).toContain('31/02/2019')
    await page.getByRole('link', { name: words.articles }).click()
    await page.getByRole('link', { name: 'Khai trương điểm nhận hồ sơ lãnh sự lưu động' }).first().waitFor()
    expect(troubles()).toEqual([])
  })

  it('sends a folder as one zip from a phone, with the keyboard alone, and stops before anything is written', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin', { viewport: phone })
    await begin(page, locale, `REST ${locale}`)
    // Listened for before any key is pressed: a key is quicker than the browser's leave to answer for the person.
    const asked = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: words.choose_folder, exact: true }).focus()
    await page.keyboard.press('Enter')
    await (await asked).setFiles(join(inputs, '01-rest-verbose'))
    await page.getByText('01-rest-verbose.zip').first().waitFor()
    await page.getByRole('button', { name: words.try, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(words.next.run).waitFor(patient)
    const known = page.getByText(words.columns_known_other.split('}} ')[1] ?? '')
    await known.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words.column.taken_of.replace('{{name}}', 'Tiêu đề') }).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('button', { name: words.forget.act, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('alertdialog').waitFor()
    await page.getByRole('button', { name: words.forget.yes, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words.begin }).waitFor()
    expect(troubles()).toEqual([])
  })

  it('is told that a colleague has changed the same move, and loses nothing that was chosen', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin', { viewport: desktop })
    const path = await begin(page, locale, `Hai người ${locale}`)
    await choose(page, words.choose_files, await list())
    await page.getByText(words.next.try).waitFor()
    await press(page, words.try)
    await page.getByText(words.next.run).or(page.getByText(words.next.nothing)).waitFor(patient)
    await page.getByText(words.options).click()
    await page.getByRole('textbox', { name: words.option.site }).fill('https://trang-cu.example')
    const admin = as(desk.cloud, 'admin')
    const { etag } = await admin.get(path)
    const changed = await admin.send('PUT', `${path}/options`, {
      body: { dates: 'dmy' },
      headers: { 'if-match': etag, 'idempotency-key': crypto.randomUUID() },
    })
    expect(changed.status).toBe(200)
    await press(page, words.try_again)
    await page.getByText(words.collided).waitFor()
    expect(await page.getByRole('textbox', { name: words.option.site }).inputValue()).toBe(
      'https://trang-cu.example',
    )
    expect(await findings(page)).toEqual([])
    await press(page, words.insist)
    await press(page, words.try_again)
    await page.getByText(words.next.run).or(page.getByText(words.next.nothing)).waitFor(patient)
    const { body } = await admin.get(path)
    expect(body.options).toEqual({ site: 'https://trang-cu.example' })
    expect(troubles().filter((each) => !each.includes('412'))).toEqual([])
  })

  it('goes on where another window left off, and is told of a move that is not there any more', async () => {
    const { page, troubles } = await desk.enter(locale, 'admin', { viewport: phone })
    const path = await begin(page, locale, `Bỏ dở ${locale}`)
    const admin = as(desk.cloud, 'admin')
    const headers = { 'idempotency-key': crypto.randomUUID() }
    await admin.send('POST', `${path}/files`, { body: { name: 'do-dang.json', bytes: 10 }, headers })
    await page.reload()
    await page.getByText(words.next.unfinished).waitFor()
    expect(await findings(page)).toEqual([])
    await page.locator('.next-step').getByRole('button').click()
    await page.getByText(words.next.choose).waitFor()
    const { etag } = await admin.get(path)
    await admin.send('DELETE', path, {
      headers: { 'if-match': etag, 'idempotency-key': crypto.randomUUID() },
    })
    await page.reload()
    await page.getByText(words.gone).waitFor()
    expect(await findings(page)).toEqual([])
    expect(troubles().filter((each) => !each.includes('404'))).toEqual([])
  })
})

describe('an editor', () => {
  it('finds no door to moving in', async () => {
    const { page, words } = await desk.enter('vi', 'editor')
    await page.getByRole('button', { name: words.shell.more_places }).click()
    await page.getByRole('menuitem', { name: words.shell.activity }).waitFor()
    expect(await page.getByRole('menuitem', { name: words.shell.moving_in }).count()).toBe(0)
  })
})
