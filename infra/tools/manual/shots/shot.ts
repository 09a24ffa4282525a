import type { Page } from 'playwright-core'
import type { HelpPage } from '../../../../functions/desk/help/contents.ts'
import type { Role } from '../../../../functions/domain/role.ts'
import type { DeskWords } from '../words.ts'

/** A picture of one screen, as somebody of a role sees it. */
export interface Shot {
  page: HelpPage
  /** Who looks; `nobody` has not signed in. @default editor */
  role?: Role | 'nobody'
  /** Of the screen: what stands after the hash. */
  at: string
  /** Where `prepare` goes on to, as the table of routes writes it (`/moving-in/:id`). @default it stays */
  leadsTo?: string
  /** The step that it belongs to, from 1; without one it stands before the steps. */
  step?: number
  isPhone?: boolean
  /** What it shows of the screen, in words of the desk. */
  shows?: (t: DeskWords) => string
  /** Makes the screen show what the step speaks of. */
  prepare?: (page: Page, t: DeskWords) => Promise<void>
}

export const text = (id: string, locale = 'vi') => `/a/${id}/${locale}`

export const press = async (page: Page, name: string) =>
  await page.getByRole('button', { name, exact: true }).first().click()

/** Opens a menu by its button and chooses in it. */
export async function choose(page: Page, menu: string, name: string) {
  await press(page, menu)
  await page.getByRole('menuitem', { name, exact: true }).click()
}

export const dialog = (page: Page) => page.getByRole('dialog').waitFor()

/** Brings a heading, and what follows it, to the top of the picture, below the head of the page. */
export async function showFrom(page: Page, heading: string) {
  const found = page.getByRole('heading', { name: heading, exact: true }).first()
  await found.waitFor()
  await found.evaluate((element) => {
    element.scrollIntoView({ block: 'start' })
    scrollBy(0, -90)
  })
}

/** Brings what was changed into the middle of the picture. */
export async function showChange(page: Page) {
  const change = page.locator('ins, del').first()
  await change.waitFor()
  await change.evaluate((element) => element.scrollIntoView({ block: 'center' }))
}
