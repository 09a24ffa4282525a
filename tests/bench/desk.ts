import type { CDPSession, Page } from 'playwright-core'
import { deskWords } from '../../locales/index.ts'
import { anArticle, aText } from '../support/articles/articles.ts'
import { startBrowser } from '../support/browser/browser.ts'
import { as } from '../support/product/cloud.ts'
import { startBenchSite } from './site.ts'

const words = deskWords.vi
const articles = 101
const longest = 'bd00000000'
const keys = 60

const paragraph = `<p>${'Sở Ngoại vụ phối hợp với các đơn vị tiếp nhận hồ sơ của công dân. '.repeat(10)}</p>`
/** A body of so many kilobytes. */
const bodyOf = (kilobytes: number) =>
  paragraph.repeat(Math.ceil((kilobytes * 1_000) / Buffer.byteLength(paragraph)))

const line = (name: string, value: string) => process.stdout.write(`${name.padEnd(52)} ${value}\n`)
const middle = (values: readonly number[], part = 0.5) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

const show = (page: Page, address: string) =>
  page.evaluate((to) => {
    location.hash = to
  }, address)

/** Opens an article, and answers how long its text took to be there. */
async function open(page: Page, id: string, title: string): Promise<number> {
  return await timed(async () => {
    await show(page, `/a/${id}/vi`)
    await page.getByRole('heading', { level: 1 }).filter({ hasText: title }).waitFor()
    await page.getByRole('textbox', { name: words.article.body, exact: true }).waitFor()
  })
}

/** From a key to the picture that shows it, milliseconds, of each key. */
async function typeInto(page: Page, name: string = words.article.body): Promise<number[]> {
  const body = page.getByRole('textbox', { name, exact: true })
  await body.press('Control+Home')
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { times })
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp))),
      { capture: true },
    )
  })
  for (let pressed = 0; pressed < keys; pressed += 1)
    await page.keyboard.press(pressed % 6 === 5 ? 'Space' : 'a')
  // What the page has put there.
  return await page.evaluate(() => (globalThis as unknown as { times: number[] }).times)
}

/** What is in use after all that can be freed was freed. */
async function memoryOf(devtools: CDPSession): Promise<{ heap: number; nodes: number }> {
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes } = await devtools.send('Memory.getDOMCounters')
  return { heap: usedSize / 1e6, nodes }
}

/** The desk in a browser: first load, the list, the editor, typing in a long text, and memory after many articles. */
export async function benchDesk(): Promise<void> {
  const { cloud, remove } = await startBenchSite()
  const browser = await startBrowser()
  try {
    const written = Array.from({ length: articles }, (_, index) => ({
      id: `bd${String(index).padStart(8, '0')}`,
      title: `Bài số ${String(index).padStart(3, '0')}`,
    }))
    for (const { id, title } of written) {
      const text = aText({ title, body: bodyOf(id === longest ? 100 : 3) })
      await as(cloud, 'editor').create(id, anArticle({ translations: { vi: text } }))
    }
    const page = await browser.newPage({ baseURL: cloud.addresses.edge, locale: 'vi' })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    let [requests, bytes] = [0, 0]
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      requests += 1
      bytes += encodedDataLength
    })
    const asked = () => `${requests} requests, ${(bytes / 1_000).toFixed(0)} kB`
    const signIn = page.getByRole('button', { name: words.signIn.button })
    const first = await timed(async () => {
      await page.goto('/desk/')
      await signIn.waitFor()
    })
    line('first load, until one can sign in', `${first.toFixed(0)} ms, ${asked()}`)
    await signIn.click()
    await page.getByRole('button', { name: deskWords.en.roles.editor }).click()
    await page.getByRole('navigation', { name: words.shell.places }).waitFor()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const list = await timed(async () => {
      await show(page, '/articles')
      await page.getByRole('row').nth(1).waitFor()
    })
    line('the list of articles', `${list.toFixed(0)} ms (${(list / first).toFixed(2)} of the first load)`)

    const [long, ...others] = written
    const [short, ...rest] = others
    if (!long || !short) throw new Error('there are no articles')
    const editor = await open(page, short.id, short.title)
    line(
      'the editor, at the first time',
      `${editor.toFixed(0)} ms (${(editor / first).toFixed(2)} of the first load)`,
    )
    const plain = await browser.newPage()
    await plain.setContent('<div role="textbox" aria-label="plain" contenteditable>Nothing but a field</div>')
    const inPlain = await typeInto(plain, 'plain')
    await plain.close()
    const inShort = await typeInto(page)
    await page.reload()
    await open(page, long.id, long.title)
    const inLong = await typeInto(page)
    const ofKeys = (times: readonly number[]) =>
      `p50 ${middle(times).toFixed(0)} ms, p95 ${middle(times, 0.95).toFixed(0)} ms`
    const comparedWith = (times: readonly number[], others: readonly number[]) =>
      `${ofKeys(times)} (${(middle(times) / middle(others)).toFixed(2)} times)`
    line('key to paint, in a field of the browser alone', ofKeys(inPlain))
    line('key to paint, in a text of 3 kB', comparedWith(inShort, inPlain))
    line('key to paint, in a text of 100 kB', comparedWith(inLong, inShort))

    await page.reload()
    const times: number[] = []
    const tenth = rest.slice(0, 10)
    for (const { id, title } of tenth) times.push(await open(page, id, title))
    const few = await memoryOf(devtools)
    for (const { id, title } of rest.slice(10)) times.push(await open(page, id, title))
    const many = await memoryOf(devtools)
    line('an article after the other', `p50 ${middle(times).toFixed(0)} ms`)
    line(
      `memory after ${tenth.length} articles, and after ${rest.length}`,
      `${few.heap.toFixed(1)} and ${many.heap.toFixed(1)} MB (${(many.heap / few.heap).toFixed(2)} times), ${few.nodes} and ${many.nodes} nodes`,
    )
  } finally {
    await browser.close()
    await remove()
  }
}
