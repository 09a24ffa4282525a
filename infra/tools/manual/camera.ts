import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import type { Locale } from '../../../functions/domain/locale.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { deskWords } from '../../../locales/index.ts'
import type { Shot } from './shots/shot.ts'
import type { DeskWords } from './words.ts'

/** High enough for the longest dialog. */
const desktop = { width: 1180, height: 860 }
const phone = { width: 390, height: 780 }
/** Pixels of the picture for one of the screen: letters stay sharp on paper. */
const density = 1.5

/** An address of the desk without what it asks for. */
const pathOf = (at: string) => at.replace(/\?.*$/u, '')

export interface Picture {
  shot: Shot
  width: number
  height: number
  /** A JPEG, which a PDF takes as it is. */
  bytes: Uint8Array
}

interface CameraOptions {
  browser: Browser
  /** The desk's own address. */
  desk: string
  locale: Locale
  t: DeskWords
}

/** Takes pictures of the desk in one language; whoever signs in once stays. */
export function createCamera({ browser, desk, locale, t }: CameraOptions) {
  const pages = new Map<string, Promise<Page>>()

  async function open(role: Role | 'nobody', isPhone: boolean): Promise<Page> {
    const context = await browser.newContext({
      locale,
      viewport: isPhone ? phone : desktop,
      deviceScaleFactor: density,
      reducedMotion: 'reduce',
      colorScheme: 'light',
      timezoneId: 'Asia/Ho_Chi_Minh',
    })
    const page = await context.newPage()
    await page.goto(desk)
    const button = page.getByRole('button', { name: t('signIn.button') })
    await button.waitFor()
    if (role === 'nobody') return page
    await button.click()
    // The login pages have no Vietnamese.
    await page.getByRole('button', { name: deskWords.en.roles[role] }).click()
    await page.getByRole('navigation', { name: t('shell.places') }).waitFor()
    return page
  }

  function pageOf({ role = 'editor', isPhone = false }: Shot): Promise<Page> {
    const key = `${role} ${isPhone}`
    const page = pages.get(key) ?? open(role, isPhone)
    pages.set(key, page)
    return page
  }

  async function take(shot: Shot): Promise<Picture> {
    const page = await pageOf(shot)
    await page.context().setOffline(false)
    if (shot.role !== 'nobody') {
      await page.evaluate((to) => {
        location.hash = to
      }, shot.at)
      // Nothing of the picture before is left: no dialog, no words that were typed.
      await page.reload()
    }
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settle(page)
    await shot.prepare?.(page, t)
    const place = new URLPattern({ pathname: shot.leadsTo ?? pathOf(shot.at) })
    await page.waitForURL(({ hash }) => place.test({ pathname: pathOf(hash.slice(1) || '/') }))
    await settle(page)
    const png = await page.screenshot({ caret: 'hide', animations: 'disabled' })
    const { data, info } = await sharp(png)
      .jpeg({ quality: 82, mozjpeg: true, chromaSubsampling: '4:4:4' })
      .toBuffer({ resolveWithObject: true })
    return { shot, width: info.width, height: info.height, bytes: data }
  }

  return {
    async take(shot: Shot): Promise<Picture> {
      try {
        return await take(shot)
      } catch (error) {
        throw new Error(`no picture of ${shot.page} at ${shot.at}${shot.step ? `, step ${shot.step}` : ''}`, {
          cause: error,
        })
      }
    },
    async close(): Promise<void> {
      for (const page of pages.values()) await (await page).context().close()
    },
  }
}

/** Everything that the screen asked for is there and drawn: nothing says "loading", every picture has come. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForFunction(
    () =>
      document.querySelector('.loading') === null &&
      [...document.images].every((each) => each.complete || each.loading === 'lazy') &&
      document.fonts.status === 'loaded',
  )
}
