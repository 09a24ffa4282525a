import type { Browser, Cookie, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Locale } from '../../../functions/domain/locale.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { deskWords } from '../../../locales/index.ts'
import { newReader, type ReaderOptions, theBrowser } from '../browser/browser.ts'
import { startTestCloud, type TestCloud } from '../product/cloud.ts'
import { wordsOf } from './words.ts'

export interface Visit {
  page: Page
  words: ReturnType<typeof wordsOf>
  /** What the policy refused, what failed in the page, and what it asked of others than the desk belongs to. */
  troubles: () => string[]
}

export interface VisitOptions extends ReaderOptions {
  /** The window keeps the whole desk for when there is no network, as a person's does. It reads all of it for that. */
  keepsDesk?: boolean
  /** The window knows only what Chrome 109, Firefox 115 and Safari 16 all know. */
  isOld?: boolean
}

/** Makes a page forget what one of the oldest browsers that the desk is for does not know. */
function forget(): void {
  const later = {
    Map: ['groupBy'],
    Object: ['groupBy'],
    Array: ['fromAsync'],
    Promise: ['withResolvers', 'try'],
    URL: ['canParse', 'parse'],
    AbortSignal: ['any'],
    RegExp: ['escape'],
    Intl: ['Segmenter', 'DurationFormat'],
    'Array.prototype': ['toSorted', 'toReversed', 'toSpliced', 'with'],
    'String.prototype': ['isWellFormed', 'toWellFormed'],
    'Element.prototype': ['checkVisibility'],
    'Document.prototype': ['startViewTransition'],
    'Set.prototype': [
      ...['union', 'intersection', 'difference', 'symmetricDifference'],
      ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
    ],
    'Iterator.prototype': [
      ...[
        'map',
        'filter',
        'take',
        'drop',
        'flatMap',
        'reduce',
        'toArray',
        'forEach',
        'some',
        'every',
        'find',
      ],
    ],
  }
  for (const [path, names] of Object.entries(later)) {
    const owner = path.split('.').reduce<unknown>((from, name) => Reflect.get(Object(from), name), globalThis)
    for (const name of names) Reflect.deleteProperty(Object(owner), name)
  }
}

/** What a browser keeps of somebody who has signed in, and since when, in milliseconds. */
interface SignedIn {
  at: number
  cookies: Cookie[]
  session: Record<string, string>
}

/** Milliseconds: tokens are given for a quarter of an hour, and no test takes the ten minutes that are left. */
const lasting = 5 * 60_000

const signedIn = async (page: Page): Promise<SignedIn> => ({
  at: Date.now(),
  cookies: await page.context().cookies(),
  session: await page.evaluate(() => ({ ...sessionStorage })),
})

/** Opens the desk as somebody who has signed in: the way through the login pages is a test of its own. */
async function stayIn(page: Page, { cookies, session }: SignedIn): Promise<void> {
  await page.context().addCookies(cookies)
  // A window's storage is its own, and belongs to an address.
  await page.goto('/desk/config.json')
  await page.evaluate((entries) => Object.assign(sessionStorage, entries), session)
  await page.goto('/desk/')
}

interface Product {
  browser: Browser
  cloud: TestCloud
  /** Who has signed in before. */
  known: Map<Role, SignedIn>
}

/** A window of the desk, in which somebody of a role has signed in. */
async function enter(
  { browser, cloud, known }: Product,
  locale: Locale,
  role: Role,
  { keepsDesk = false, isOld = false, ...options }: VisitOptions = {},
): Promise<Visit> {
  const words = wordsOf(locale)
  const { page, troubles } = await newReader(browser, cloud.addresses.edge, { locale, ...options })
  // As in a browser that has none.
  if (!keepsDesk)
    await page.context().addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  if (isOld) await page.context().addInitScript(forget)
  const before = known.get(role)
  if (before && Date.now() - before.at < lasting) await stayIn(page, before)
  else {
    await page.goto('/desk/')
    await page.getByRole('button', { name: words.signIn.button }).click()
    // The login pages have no Vietnamese.
    await page.getByRole('button', { name: deskWords.en.roles[role] }).click()
    await page.getByRole('navigation', { name: words.shell.places }).waitFor()
    known.set(role, await signedIn(page))
  }
  await page.getByRole('navigation', { name: words.shell.places }).waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const own = [cloud.addresses.admin, cloud.addresses.signIn, cloud.addresses.objects].map(
    (each) => `asks ${each}`,
  )
  return {
    page,
    words,
    troubles: () => troubles.filter((each) => !own.some((start) => each.startsWith(start))),
  }
}

/** The product and a browser for the tests of one file; `prepare` writes what they find there. */
export function aDesk(prepare?: () => Promise<void>) {
  let cloud: TestCloud | undefined
  let browser: Browser | undefined
  const known = new Map<Role, SignedIn>()
  beforeAll(async () => {
    cloud = await startTestCloud()
    browser = await theBrowser()
    await prepare?.()
  }, 300_000)
  afterAll(() => cloud?.remove())
  return {
    get cloud() {
      return cloud!
    },
    get browser() {
      return browser!
    },
    enter: (locale: Locale, role: Role, options: VisitOptions = {}) =>
      enter({ browser: browser!, cloud: cloud!, known }, locale, role, options),
  }
}

/** Goes to an address of the desk: what stands after the hash. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, address)
}

/** Types a day (`2026-11-27`) into the parts of a field, in whichever order the language has them. */
export async function typeDay(field: Locator, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  for (const [part, typed] of Object.entries({ year, month, day: date })) {
    await field.locator(`[data-type="${part}"]`).focus()
    await field.page().keyboard.type(typed)
  }
}
