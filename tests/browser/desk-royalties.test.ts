import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../functions/domain/locale.ts'
import { deskRoyaltiesWords } from '../../locales/index.ts'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { desktop, sidewaysScroll } from '../support/browser/browser.ts'
import { aDesk, goTo } from '../support/desk/desk.ts'
import { as } from '../support/product/cloud.ts'

const desk = aDesk()

const month = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)
const payeeName = 'Cộng tác viên Tuyết Mai'
const account = '0011002233445'

/** News that went public a moment ago, and that nobody is paid for. */
async function published(title: string): Promise<string> {
  const id = newId()
  const text = aText({ title, body: `<p>Nội dung ${id}.</p>` })
  const { etag } = await as(desk.cloud, 'editor').create(id, anArticle({ translations: { vi: text } }))
  await as(desk.cloud, 'admin').publish(id, 'vi', etag)
  return id
}

/** A royalty that an approver proposed by the API. */
async function proposed(title: string, shareBasisPoints = 10_000) {
  const article = await published(title)
  const payee = newId()
  const id = newId()
  const create = { 'if-none-match': '*' }
  const approver = as(desk.cloud, 'approver')
  const bank = { name: 'Ngân hàng', account, holder: 'TUYET MAI' }
  const person = { name: payeeName, kind: 'outside', bank }
  expect((await approver.send('PUT', `/payees/${payee}`, { body: person, headers: create })).status).toBe(201)
  const body = {
    article,
    locale: 'vi',
    works: [{ genre: 'news', coefficientTenths: 15 }],
    pages: 1,
    photos: 0,
    contributions: [{ payee, role: 'author', shareBasisPoints }],
  }
  const { status, etag } = await approver.send('PUT', `/royalties/${id}`, { body, headers: create })
  expect(status).toBe(201)
  return { id, article, payee, etag, body }
}

/** The browser notes that something was refused, as it was here on purpose. */
const unasked = (troubles: string[]) => troubles.filter((each) => !/status of (?:409|412)/u.test(each))

const main = (page: Page) => page.getByRole('main')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** `379.500 đ`, `379,500 VND`: coefficient 1.5 of a tenth of the base salary in force since July 2026. */
const paid = (locale: Locale) => (locale === 'vi' ? '379.500 đ' : '379,500 VND')

/** All that the browser would still hold after somebody has left. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    for (const { name = '' } of await indexedDB.databases()) {
      const base = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
      for (const store of base.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve, reject) => {
          const asked = base.transaction(store).objectStore(store).getAll()
          asked.onsuccess = () => resolve(asked.result)
          asked.onerror = () => reject(asked.error)
        })
        texts.push(JSON.stringify(all))
      }
      base.close()
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) texts.push(request.url)
    return texts.join('\n')
  })

describe.each(locales)('the month of royalties, in %s', (locale) => {
  const royalties = deskRoyaltiesWords[locale]

  it('goes from a published text by a proposal, an approval and a payment to the statement', async () => {
    const title = `Bài để chấm ${locale}`
    await published(title)
    const first = await desk.enter(locale, 'approver')
    const { page } = first
    await goTo(page, '#/royalties')
    await page.getByRole('link', { name: royalties.to_do.assess_text.replace('{{title}}', title) }).click()
    // Filled in with what is usual; who gets it is the person's to say.
    await page.getByText(royalties.form.filled_in).waitFor()
    const coefficient = page.getByRole('textbox', { name: royalties.form.coefficient })
    await expect.poll(() => coefficient.inputValue()).toBe('1')
    await coefficient.fill(locale === 'vi' ? '1,5' : '1.5')
    await main(page).getByText(paid(locale)).first().waitFor()

    await button(page, royalties.payees.new).click()
    const dialog = page.getByRole('dialog')
    const name = `Người viết ${locale}`
    await dialog.getByRole('textbox', { name: royalties.payees.name }).fill(name)
    await dialog.getByRole('button', { name: royalties.save }).click()
    await dialog.waitFor({ state: 'detached' })
    const share = page.getByRole('textbox', { name: royalties.form.share, exact: true })
    await share.fill('60')
    await page.getByText(royalties.form.below).waitFor()
    await share.fill('100')
    await button(page, royalties.form.save).click()
    await page.getByText(royalties.acts.not_proposer).waitFor()
    await page.getByText(royalties.acts.pay_after).waitFor()
    expect(await button(page, royalties.acts.approve).count()).toBe(0)
    expect(await button(page, royalties.acts.pay).count()).toBe(0)
    const address = new URL(page.url()).hash

    const second = await desk.enter(locale, 'admin')
    await goTo(second.page, address)
    await button(second.page, royalties.acts.approve).click()
    await second.page.getByRole('dialog').getByText(paid(locale), { exact: false }).waitFor()
    await second.page.getByRole('dialog').getByRole('button', { name: royalties.acts.approve }).click()
    await second.page.getByText(royalties.acts.not_approver).waitFor()
    expect(await button(second.page, royalties.acts.pay).count()).toBe(0)

    await page.reload()
    await button(page, royalties.acts.pay).click()
    await page.getByRole('textbox', { name: royalties.acts.reference }).fill('UNC 0456')
    await page.getByRole('dialog').getByRole('button', { name: royalties.acts.pay }).click()
    await main(page).getByText('UNC 0456').waitFor()

    await goTo(page, `#/royalties/statement?month=${month()}`)
    const part = main(page).getByRole('table').filter({ hasText: title })
    await part.getByText(paid(locale)).first().waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      button(page, royalties.statement.xlsx).click(),
    ])
    expect(file.suggestedFilename()).toBe(`${royalties.statement.file} ${month()}.xlsx`)
    expect(first.troubles()).toEqual([])
    expect(second.troubles()).toEqual([])
  })

  it('says in its language what speaks against an approval, and asks why it is given all the same', async () => {
    const { id } = await proposed(`Bài chia thiếu ${locale}`, 6_000)
    const { page, troubles } = await desk.enter(locale, 'admin')
    await goTo(page, `#/royalties/r/${id}`)
    const rest = locale === 'vi' ? 'còn 151.800 đồng nhuận bút' : '151,800 VND of the royalty'
    await main(page).getByText(rest).first().waitFor()
    await button(page, royalties.acts.approve).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: royalties.acts.why_overridden }).fill('Phần kia đã chi riêng')
    await dialog.getByRole('button', { name: royalties.acts.approve }).click()
    // What was not ticked stops it; what was written stays.
    await dialog.getByRole('alert').waitFor()
    await dialog.getByRole('checkbox').first().press(' ')
    await dialog.getByRole('button', { name: royalties.acts.approve }).click()
    await main(page).getByText('Phần kia đã chi riêng').first().waitFor()
    await button(page, royalties.acts.reverse).click()
    await dialog.getByRole('textbox', { name: royalties.acts.reason }).fill('Sai tỷ lệ')
    await dialog.getByRole('button', { name: royalties.acts.reverse }).click()
    await page.getByRole('link', { name: royalties.acts.correct }).waitFor()
    expect(unasked(troubles())).toEqual([])
  })

  it('keeps what was typed where somebody else was faster, and says who', async () => {
    const { payee } = await proposed(`Bài của người khác ${locale}`)
    const { page, troubles } = await desk.enter(locale, 'approver')
    await goTo(page, `#/royalties/payees/${payee}`)
    const note = page.getByRole('textbox', { name: royalties.payees.note })
    await note.fill('Gọi trước khi chuyển')
    const admin = as(desk.cloud, 'admin')
    const { body, etag } = await admin.get(`/payees/${payee}`)
    await admin.send('PUT', `/payees/${payee}`, {
      body: { ...body, phone: '0123' },
      headers: { 'if-match': etag },
    })
    await button(page, royalties.save).click()
    await page.getByText(royalties.stale.by.split('{{at}}')[1]?.slice(2) ?? '', { exact: false }).waitFor()
    expect(await note.inputValue()).toBe('Gọi trước khi chuyển')
    await button(page, royalties.stale.overwrite).click()
    await page.getByRole('searchbox', { name: royalties.payees.find }).waitFor()
    expect((await admin.get(`/payees/${payee}`)).body.note).toBe('Gọi trước khi chuyển')
    expect(unasked(troubles())).toEqual([])
  })

  it('stands beside the text for those who may see it, and leaves nothing in the browser', async () => {
    const { id, article, payee } = await proposed(`Bài có nhuận bút ${locale}`)
    const { page, troubles } = await desk.enter(locale, 'approver')
    await goTo(page, `#/a/${article}/vi`)
    const link = page.getByRole('link', { name: royalties.states.proposed })
    expect(await link.getAttribute('href')).toBe(`#/royalties/r/${id}`)
    await goTo(page, `#/royalties/payees/${payee}`)
    const field = page.getByRole('textbox', { name: royalties.payees.bank_account })
    await field.waitFor()
    await expect.poll(() => field.inputValue()).toBe(account)
    await goTo(page, '#/royalties/records')
    await main(page).getByRole('listitem').filter({ hasText: payeeName }).first().waitFor()
    const kept = await stored(page)
    for (const secret of [payeeName, account, payee, '379500', '/royalties'])
      expect(kept).not.toContain(secret)
    expect(unasked(troubles())).toEqual([])
  })

  it('is not for an editor, who is told so', async () => {
    const { page, troubles } = await desk.enter(locale, 'editor')
    await goTo(page, '#/royalties')
    await page.getByText(royalties.not_yours).waitFor()
    expect(unasked(troubles())).toEqual([])
  })
})

/** Each screen, and by what it is known to be there. */
const screens = (
  royalties: (typeof deskRoyaltiesWords)[Locale],
  id: string,
  article: string,
  payee: string,
) => ({
  '#/royalties': () => royalties.to_do.hint,
  '#/royalties/records': () => payeeName,
  [`#/royalties/r/${id}`]: () => royalties.record.past,
  [`#/royalties/new/${article}/vi`]: () => royalties.warnings.title.split('{{')[0] ?? '',
  [`#/royalties/statement?month=${month()}`]: () => royalties.statement.print,
  '#/royalties/payees': () => payeeName,
  [`#/royalties/payees/${payee}`]: () => royalties.payees.privacy,
  '#/royalties/schemes': () => 'Nghị định 18/2014/NĐ-CP',
  '#/royalties/schemes/default': () => royalties.schemes.base_hint,
})

it.each(locales)('axe finds nothing in any screen of royalties in %s, however narrow', async (locale) => {
  const { id, article, payee } = await proposed(`Bài để xem ${locale}`, 9_000)
  const visit = await desk.enter(locale, 'admin')
  const { page } = visit
  for (const [address, told] of Object.entries(screens(deskRoyaltiesWords[locale], id, article, payee))) {
    await goTo(page, address)
    await main(page).getByText(told(), { exact: false }).filter({ visible: true }).first().waitFor()
    for (const viewport of [{ width: 320, height: 12_000 }, desktop]) {
      await page.setViewportSize(viewport)
      expect.soft(await findings(page), `${address}, ${viewport.width} px`).toEqual([])
      expect.soft(await sidewaysScroll(page), `${address}, ${viewport.width} px`).toBe(0)
    }
    await page.emulateMedia({ colorScheme: 'dark' })
    expect.soft(await findings(page), `${address}, dark`).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
  }
  expect(visit.troubles()).toEqual([])
})
