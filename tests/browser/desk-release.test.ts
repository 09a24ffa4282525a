import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDesk } from '../../infra/bundles.ts'
import { newReader, theBrowser } from '../support/browser/browser.ts'

let browser: Browser
let server: Server
let site: string
let folder: string
/** Which release stands at the site. */
let current: string
/** What the site was asked for. */
let asked: string[] = []

/** A release of the desk: a script that says which one it is, and one that it loads later. */
async function release(name: string): Promise<void> {
  const files = join(folder, name, 'desk')
  await mkdir(files, { recursive: true })
  const later = `part-LATER${name}.js`
  await writeFile(join(files, later), `document.body.dataset.later='${name}'`)
  await writeFile(
    join(files, `main-MAIN0${name}.js`),
    `document.title='${name}';globalThis.later=()=>import('./${later}')`,
  )
  await writeFile(join(files, 'desk-SAMESAME.css'), 'body{color:black}')
}

const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', json: 'application/json' }

async function contentOf(path: string): Promise<string | Buffer | undefined> {
  const { assets, pageFor, worker } = readDesk(join(folder, current))
  if (path === '/desk/worker.js') return worker()
  if (path === '/desk/config.json') return '{}'
  if (path.startsWith('/desk/assets/'))
    return await readFile(join(assets, basename(path))).catch(() => undefined)
  return pageFor([])
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-releases-'))
  for (const name of ['ONE', 'TWO', 'SIX']) await release(name)
  current = 'ONE'
  server = createServer(async ({ url = '' }, response) => {
    const { pathname } = new URL(url, site)
    asked.push(url)
    const content = await contentOf(pathname)
    const [, extension = 'html'] = /\.(html|js|css|json)$/u.exec(pathname) ?? []
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': types[extension as keyof typeof types],
      'cache-control': pathname.startsWith('/desk/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    })
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  site = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await theBrowser()
})
afterAll(async () => {
  server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Registers the script of the site, as the desk's page does. */
const register = (page: Page) =>
  page.evaluate(async () => {
    // Trusted Types, which the DOM's types do not know.
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } }
    }
    const policy = trustedTypes.createPolicy('bantin-url', { createScriptURL: (url: string) => url })
    const url = policy.createScriptURL('/desk/worker.js')
    const registration = await navigator.serviceWorker.register(url, { updateViaCache: 'none' })
    await registration.update().catch(() => undefined)
  })

/** Waits until the current release has taken over from the one before. */
async function takeOver(page: Page): Promise<void> {
  await register(page)
  await expect
    .poll(
      async () => ({
        files: await kept(page),
        isSettled: await page.evaluate(async () => {
          const { active, waiting, installing } = await navigator.serviceWorker.ready
          return active?.state === 'activated' && !waiting && !installing
        }),
      }),
      { timeout: 20_000 },
    )
    .toMatchObject({
      files: expect.arrayContaining([`/desk/assets/main-MAIN0${current}.js`]),
      isSettled: true,
    })
}

const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })

it('a new release is there at the next visit, with a network and without, and old ones are forgotten', async () => {
  const { page, troubles } = await newReader(browser, site)
  await page.goto('/desk/')
  await takeOver(page)

  // What the page loads later is there without a network too, at any address of the desk.
  await page.context().setOffline(true)
  await page.goto('/desk/signed-in?code=1')
  expect(await page.title()).toBe('ONE')
  await page.evaluate('later()')
  expect(await page.evaluate(() => document.body.dataset.later)).toBe('ONE')
  await page.context().setOffline(false)

  // With a network, the answer of the sign-in comes from the site itself, at its own address.
  asked = []
  await page.goto('/desk/?code=2&state=3')
  expect(asked).toContain('/desk/?code=2&state=3')
  expect(page.url()).toBe(`${site}/desk/?code=2&state=3`)

  current = 'TWO'
  await page.goto('/desk/')
  expect(await page.title()).toBe('TWO')
  // Until it is kept as a whole, the old one stands in for it as a whole.
  await page.context().setOffline(true)
  await page.reload()
  expect(await page.title()).toBe('ONE')
  await page.context().setOffline(false)
  await page.reload()
  await takeOver(page)
  await page.context().setOffline(true)
  await page.reload()
  expect(await page.title()).toBe('TWO')
  await page.context().setOffline(false)

  current = 'SIX'
  await page.reload()
  await takeOver(page)
  const files = await kept(page)
  expect(files).toContain('/desk/assets/main-MAIN0SIX.js')
  // Of the one before, a window may still be open.
  expect(files).toContain('/desk/assets/part-LATERTWO.js')
  expect(files.filter((file) => file.includes('ONE'))).toEqual([])
  expect(troubles.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

it('a release that is only half there is not kept: the page of another one stands there', async () => {
  current = 'ONE'
  const { page } = await newReader(browser, site)
  await page.goto('/desk/')
  // The script of the new release is there before its page.
  const { worker } = readDesk(join(folder, 'TWO'))
  await page
    .context()
    .route('**/desk/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: worker() }))
  await page
    .context()
    .route('**/desk/assets/*TWO.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  await register(page)
  const workers = () =>
    page.evaluate(async () => {
      const { active, waiting, installing } = (await navigator.serviceWorker.getRegistration()) ?? {}
      return [active, waiting, installing].filter(Boolean).length
    })
  await expect.poll(workers, { timeout: 20_000 }).toBe(0)
})
