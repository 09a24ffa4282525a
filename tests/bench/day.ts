import { writeFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { reading, requestsOfView } from '../../infra/tools/cost/lines.ts'
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

/** What the edge was asked for on pages of one kind. */
interface Tally {
  views: number
  asked: Map<Kind, number>
}

const pageKinds = ['front', 'list', 'article'] as const
type PageKind = (typeof pageKinds)[number]

const articlePath = /^\/[a-z]+\/[a-z0-9-]+\/[a-z0-9-]+-[0-9a-z]{10}$/u

function pageKindOf(path: string): PageKind {
  if (articlePath.test(path)) return 'article'
  return /^\/[a-z]+$/u.test(path) ? 'front' : 'list'
}

/**
 * Tells what the edge is asked for by a page, request by request: what is sent (1), and what the browser had kept after all
 * (-1). A page counts as kept only if this visit has seen it: a browser keeps pages for a minute, and visits, which lie hours
 * apart, are replayed within seconds.
 */
async function watch(page: Page, tell: (kind: Kind, number: 1 | -1) => void): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const sent = new Map<string, Kind>()
  const seen = new Set<string>()
  devtools.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (request.url.startsWith('data:')) return
    const kind = request.url.includes('/views/') ? 'view' : type?.toLowerCase()
    const known = kinds.find((each) => each === kind) ?? 'other'
    if (known !== 'document' || seen.has(request.url)) sent.set(requestId, known)
    if (known === 'document') seen.add(request.url)
    tell(known, 1)
  })
  const isKept = (requestId: string) => {
    const kind = sent.get(requestId)
    if (kind && sent.delete(requestId)) tell(kind, -1)
  }
  devtools.on('Network.requestServedFromCache', ({ requestId }) => isKept(requestId))
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache) isKept(requestId)
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

/** Addresses of the articles of `locale` that a page leads to. */
const linksIn = (html: string) => [
  ...new Set(
    [...html.matchAll(/href="(\/[^"]*)"/gu)].map(([, to = '']) => to).filter((to) => articlePath.test(to)),
  ),
]

/** Replays visits to the site at `edge`, and says what each kind of page brought. */
export async function replayDay(
  browser: Browser,
  edge: string,
  visits: number,
): Promise<Map<PageKind, Tally>> {
  const random = createRandom(7)
  const tallies = new Map<PageKind, Tally>(pageKinds.map((each) => [each, { views: 0, asked: new Map() }]))
  const articles = linksIn(await (await fetch(`${edge}/vi/moi-nhat`)).text())
  const known: BrowserContext[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const again = random() < returning ? known[Math.floor(random() * known.length)] : undefined
    const context = again ?? (await newContext(browser, edge, random))
    if (!again) known.push(context)
    const page = await context.newPage()
    const entry = choose(entries, random())
    // What is new is read most.
    let path = entry === 'article' ? (articles[Math.floor(random() ** 2 * articles.length)] ?? '/vi') : entry
    let tally = tallies.get(pageKindOf(path))
    await watch(page, (kind, number) => tally?.asked.set(kind, (tally.asked.get(kind) ?? 0) + number))
    for (let left = Number(choose(lengths, random())); left > 0; left -= 1) {
      tally = tallies.get(pageKindOf(path))
      if (tally) tally.views += 1
      await readPage(page, path, random)
      const further = linksIn(await page.content())
      path = further[Math.floor(random() * further.length)] ?? '/vi'
    }
    await page.close()
  }
  return tallies
}

/** Of each kind so many requests, for one view. */
function ofView(tallies: readonly Tally[]): Record<Kind, number> {
  const views = tallies.reduce((sum, each) => sum + each.views, 0)
  const found = { document: 0, image: 0, script: 0, view: 0, other: 0 }
  for (const { asked } of tallies) for (const [kind, number] of asked) found[kind] += number / views
  return found
}

function print(visits: number, tallies: Map<PageKind, Tally>): void {
  const all = [...tallies.values()]
  const found = ofView(all)
  const cell = (number: number) => number.toFixed(2).padStart(10)
  const line = (name: string, ...cells: string[]) =>
    process.stdout.write(`${name.padEnd(28)}${cells.map((each) => each.padStart(14)).join('')}\n`)
  process.stdout.write(`\n${visits} visits, ${all.reduce((sum, { views }) => sum + views, 0)} views\n`)
  line('', 'a view', 'npm run cost')
  line('pages', cell(found.document), cell(reading.pages))
  line('pictures', cell(found.image), cell(reading.pictures))
  line('scripts', cell(found.script), cell(reading.scripts))
  line('views that are counted', cell(found.view), cell(reading.counted))
  line('anything else', cell(found.other), cell(0))
  line('requests at the edge', cell(kinds.reduce((sum, kind) => sum + found[kind], 0)), cell(requestsOfView))
  process.stdout.write('\n')
  line('a view of', ...kinds)
  for (const [name, tally] of tallies)
    line(`${name} (${tally.views})`, ...kinds.map((kind) => cell(ofView([tally])[kind])))
}

/** What the table of costs takes of it (`infra/tools/cost/day.json`). */
async function write(visits: number, tallies: Map<PageKind, Tally>): Promise<void> {
  const { document, image, script, view } = ofView([...tallies.values()])
  const rounded = (number: number) => Math.round(number * 100) / 100
  const requests = {
    pages: rounded(document),
    pictures: rounded(image),
    scripts: rounded(script),
    counted: rounded(view),
  }
  const file = new URL('../../infra/tools/cost/day.json', import.meta.url)
  await writeFile(file, `${JSON.stringify({ visits, requests }, null, 2)}\n`)
}

/**
 * A day of readers, replayed in browsers: how many requests at the edge a view of a page brings, which is what CloudFront is
 * paid for. What a browser asks for is counted. Assumed are the shares above, that readers jump down a page (who scrolls
 * passes by every picture) and the sample content, of whose articles one in four has a picture: where each has one, a view
 * of an article brings nearly one more. Browsers without a window ask neither for the site's icon nor for its manifest, which
 * a browser keeps for a day. With BANTIN_WRITE the table of costs takes what was found.
 */
export async function benchDay(): Promise<void> {
  const { cloud, remove } = await startBenchSite()
  const browser = await startBrowser()
  try {
    const tallies = await replayDay(browser, cloud.addresses.edge, visits)
    print(visits, tallies)
    if (process.env.BANTIN_WRITE) await write(visits, tallies)
  } finally {
    await browser.close()
    await remove()
  }
}
