import { cp, readdir, readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Cloud } from '../../../infra/local/cloud.ts'
import { administratorsClient, importPublicText } from '../moving/import.ts'
import { startTestCloud, type TestCloud } from '../product/cloud.ts'
import { filledFolder } from '../product/filled-folder.ts'
import { fillWith, sampleData } from '../product/sample-data.ts'
import { newReader, type ReaderOptions, theBrowser } from './browser.ts'
import { publishReaderArticles } from './reader-articles.ts'

/** The data of a filled site, once in a run. */
const filledData = () =>
  filledFolder('reader-site', async (data) => {
    await cp(await sampleData(), data, { recursive: true })
    await fillWith(data, publishReaderArticles)
  })

/** Milliseconds: the first file fills the site for all, and a bare machine unpacks a browser. */
const patience = 300_000

interface Found {
  cloud: TestCloud
  browser: Browser
}

/** What the tests of a file know of a site, which is there when they run. */
function siteFor(find: () => Promise<Found>) {
  let found: Found | undefined
  beforeAll(async () => {
    found = await find()
  }, patience)
  return {
    get cloud() {
      return found!.cloud
    },
    get url() {
      return found!.cloud.addresses.edge
    },
    reader: (options: ReaderOptions = {}) => newReader(found!.browser, found!.cloud.addresses.edge, options),
  }
}

/** For the tests of one file: a site as readers find it after some years, and a browser to read it with. */
export function aReaderSite() {
  let cloud: TestCloud | undefined
  afterAll(() => cloud?.remove())
  return siteFor(async () => {
    cloud = await startTestCloud(await filledData())
    return { cloud, browser: await theBrowser() }
  })
}

let shared: Promise<TestCloud> | undefined

/** The same site for all files that a process runs and that only read. It ends with the process, its data with the bundles. */
export function theReaderSite() {
  return siteFor(async () => {
    shared ??= filledData().then((filled) => startTestCloud(filled, inject('bundles')))
    return { cloud: await shared, browser: await theBrowser() }
  })
}

const fixture = new URL('../../browser/fixtures/old-page.txt', import.meta.url)
const seed = new URL('../../../../shared/seed/', import.meta.url)

/** Pages of the old portal, saved as text: one of our own writing, and the department's own where they lie beside the project. */
export async function oldPages(): Promise<{ name: string; text: string }[]> {
  const names = await readdir(seed).catch(() => [])
  const real = names.filter((name) => name.endsWith('.txt')).map((name) => new URL(name, seed))
  return await Promise.all(
    [fixture, ...real].map(async (file) => ({
      name: file === fixture ? 'a page like those of the old portal' : 'the department’s own page',
      text: await readFile(file, 'utf8'),
    })),
  )
}

/** Imports a page of the old portal as the command does; answers its path. */
export async function importText(cloud: Cloud, text: string): Promise<string> {
  const path = await importPublicText(administratorsClient(cloud), text)
  await cloud.settled()
  return path
}
