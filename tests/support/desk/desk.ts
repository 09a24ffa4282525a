import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Locale } from '../../../functions/domain/locale.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { deskWords } from '../../../locales/index.ts'
import { newReader, type ReaderOptions, startBrowser } from '../browser/browser.ts'
import { startTestCloud, type TestCloud } from '../product/cloud.ts'
import { wordsOf } from './words.ts'

export interface Visit {
  page: Page
  words: ReturnType<typeof wordsOf>
  /** What the policy refused, what failed in the page, and what it asked of others than the desk belongs to. */
  troubles: () => string[]
}

/** A window of the desk, in which somebody of a role has signed in. */
async function enter(
  { browser, cloud }: { browser: Browser; cloud: TestCloud },
  locale: Locale,
  role: Role,
  options: ReaderOptions = {},
): Promise<Visit> {
  const words = wordsOf(locale)
  const { page, troubles } = await newReader(browser, cloud.addresses.edge, { locale, ...options })
  await page.goto('/desk/')
  await page.getByRole('button', { name: words.signIn.button }).click()
  // The login pages have no Vietnamese.
  await page.getByRole('button', { name: deskWords.en.roles[role] }).click()
  await page.getByRole('navigation', { name: words.shell.places }).waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const known = [cloud.addresses.admin, cloud.addresses.signIn, cloud.addresses.objects].map(
    (each) => `asks ${each}`,
  )
  return {
    page,
    words,
    troubles: () => troubles.filter((each) => !known.some((start) => each.startsWith(start))),
  }
}

/** The product and a browser for the tests of one file; `prepare` writes what they find there. */
export function aDesk(prepare?: () => Promise<void>) {
  let cloud: TestCloud | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    cloud = await startTestCloud()
    browser = await startBrowser()
    await prepare?.()
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await cloud?.remove()
  })
  return {
    get cloud() {
      return cloud!
    },
    get browser() {
      return browser!
    },
    enter: (locale: Locale, role: Role, options: ReaderOptions = {}) =>
      enter({ browser: browser!, cloud: cloud! }, locale, role, options),
  }
}

/** Goes to an address of the desk: what stands after the hash. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, address)
}
