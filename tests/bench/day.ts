import type { Browser, BrowserContext, Page } from 'playwright-core'
import { reading } from '../../infra/tools/cost/lines.ts'
import { phone, startBrowser } from '../support/browser/browser.ts'
import { createRandom } from '../support/random.ts'
import { startBenchSite } from './site.ts'

const visits = Number(process.env.BANTIN_VISITS ?? 100)

/** Where a visit begins, and how many pages it has: the shares of all visits. */
const entries = { article: 0.6, '/vi': 0.25, '/vi/tin-tuc': 0.1, '/en': 0.05 }
const lengths = { 1: 0.6, 2: 0.2, 3: 0.12, 5: 0.08 }
/** Of visits, those by somebody whose browser was here before. */
const returning = 0.4
/** Of views, those that last as long as a view must to be counted. */
const staying = 0.8
/** Of readers, those with a phone. */
const phones = 0.7

/** The name whose share of all (they add up to 1) begins at or before `at`, from 0 to 1. */
function choose(shares: Record<string, number>, at: number): string {
  let end = 0
  for (const [name, share] of Object.entries(shares)) {
    end += share
    if (at < end) return name
  }
  throw new Error(`the shares add up to ${end}`)
}

const kinds = ['document', 'image', 'script', 'view', 'other'] as const
type Kind = (typeof kinds)[number]

/** Counts what the edge is asked for on a page: neither what the browser has kept, nor what the page carries in itself. */
async function count(page: Page, asked: Map<Kind, number>): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const kindOf = new Map<string, Kind>()
  const kept = new Set<string>()
  devtools.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (request.url.startsWith('data:')) return
    const kind = request.url.includes('/views/') ? 'view' : type?.toLowerCase()
    kindOf.set(requestId, kinds.find((each) => each === kind) ?? 'other')
  })
  devtools.on('Network.requestServedFromCache', ({ requestId }) => kept.add(requestId))
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    const kind = kindOf.get(requestId)
    if (!kind || kept.has(requestId) || response.fromDiskCache) return
    asked.set(kind, (asked.get(kind) ?? 0) + 1)
  })
}

/** Reads a page as people do: down to its end or half of it, and long enough for a view, or not. */
async function readPage(page: Page, path: string, random: () => number): Promise<void> {
  await page.goto(path, { waitUntil: 'load' })
  const share = random() < 0.5 ? 1 : 0.5
  await page.evaluate((part) => scrollTo(0, document.documentElement.scrollHeight * part), share)
  if (random() < staying) await page.clock.runFor(5_000)
  await page.waitForLoadState('networkidle')
}

async function newContext(browser: Browser, baseURL: string, random: () => number): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    ...(random() < phones && { viewport: phone, deviceScaleFactor: 3, isMobile: true, hasTouch: true }),
    userAgent: `Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/${browser.version()} Mobile Safari/537.36`,
  })
  await context.clock.install()
  // Views are counted of people alone.
  await context.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }))
  return context
}

/**
 * A day of readers, replayed in browsers: how many requests at the edge a view of a page brings, which is what CloudFront is
 * paid for. The shares above are assumed; what a browser asks for is counted.
 */
export async function benchDay(): Promise<void> {
  const { cloud, remove } = await startBenchSite()
  const browser = await startBrowser()
  const random = createRandom(7)
  const asked = new Map<Kind, number>()
  let views = 0
  try {
    const { edge } = cloud.addresses
    const latest = await (await fetch(`${edge}/vi/moi-nhat`)).text()
    const linksIn = (html: string) => [
      ...new Set(
        [...html.matchAll(/href="(\/vi\/[a-z0-9-]+\/[a-z0-9-]+-[0-9a-z]{10})"/gu)].map(([, to = '']) => to),
      ),
    ]
    const articles = linksIn(latest)
    const known: BrowserContext[] = []
    for (let visit = 0; visit < visits; visit += 1) {
      const again = random() < returning ? known[Math.floor(random() * known.length)] : undefined
      const context = again ?? (await newContext(browser, edge, random))
      if (!again) known.push(context)
      const page = await context.newPage()
      await count(page, asked)
      const entry = choose(entries, random())
      // What is new is read most.
      let path =
        entry === 'article' ? (articles[Math.floor(random() ** 2 * articles.length)] ?? '/vi') : entry
      for (let left = Number(choose(lengths, random())); left > 0; left -= 1) {
        await readPage(page, path, random)
        views += 1
        const further = linksIn(await page.content())
        path = further[Math.floor(random() * further.length)] ?? '/vi'
      }
      await page.close()
    }
    const line = (name: string, number: number, assumed?: number) =>
      process.stdout.write(
        `${name.padEnd(28)}${(number / views).toFixed(2).padStart(8)}${(assumed?.toFixed(2) ?? '').padStart(10)}\n`,
      )
    process.stdout.write(
      `\n${visits} visits, ${views} views${' '.repeat(6)}a view   assumed (npm run cost)\n`,
    )
    line('pages', asked.get('document') ?? 0, 1)
    line('pictures', asked.get('image') ?? 0, reading.pictures)
    line('scripts', asked.get('script') ?? 0, reading.scripts)
    line('views that are counted', asked.get('view') ?? 0, reading.counted)
    line('anything else', asked.get('other') ?? 0, 0)
    const all = [...asked.values()].reduce((sum, each) => sum + each, 0)
    line('requests at the edge', all, 1 + reading.pictures + reading.scripts + reading.counted)
  } finally {
    await browser.close()
    await remove()
  }
}
