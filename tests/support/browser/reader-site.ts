import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { region } from '../../../infra/cloud/key-pair.ts'
import { createAdminClient } from '../../../infra/local/admin-client.ts'
import { type Cloud, startCloud } from '../../../infra/local/cloud.ts'
import { seedDemo } from '../../../infra/local/demo/seed.ts'
import { importPage } from '../../../infra/tools/import/import-page.ts'
import type { TestCloud } from '../product/cloud.ts'
import { newReader, type ReaderOptions, startBrowser } from './browser.ts'
import { publishReaderArticles } from './reader-articles.ts'

const start = (data: string) =>
  startCloud({ data, bundles: inject('bundles'), ports: { edge: 0, admin: 0, origin: 0 } })

async function fill(data: string): Promise<void> {
  const cloud = await start(data)
  try {
    await seedDemo(cloud, data, true)
    await publishReaderArticles(cloud)
    await cloud.settled()
  } finally {
    await cloud.stop()
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** The data of a filled site. Made once in a run, by the first file that asks; it goes with the bundles. */
async function filledData(): Promise<string> {
  const folder = join(inject('bundles'), 'reader-site')
  const lock = `${folder}.lock`
  while (!(await exists(folder))) {
    const isMine = await mkdir(lock).then(
      () => true,
      () => false,
    )
    if (!isMine) {
      await wait(200)
      continue
    }
    try {
      if (await exists(folder)) break
      const fresh = await mkdtemp(`${folder}-`)
      await fill(fresh)
      await rename(fresh, folder)
    } finally {
      await rm(lock, { recursive: true })
    }
  }
  return folder
}

async function startReaderSite(): Promise<TestCloud> {
  const data = await mkdtemp(join(tmpdir(), 'bantin-test-'))
  await cp(await filledData(), data, { recursive: true })
  const cloud = await start(data)
  return {
    ...cloud,
    data,
    async remove() {
      await cloud.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Milliseconds: the first file fills the site for all, and a bare machine unpacks a browser. */
const patience = 300_000

/** For the tests of one file: a site as readers find it after some years, and a browser to read it with. */
export function aReaderSite() {
  let cloud: TestCloud | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    cloud = await startReaderSite()
    browser = await startBrowser()
  }, patience)
  afterAll(async () => {
    await browser?.close()
    await cloud?.remove()
  })
  return {
    get cloud() {
      return cloud!
    },
    get url() {
      return cloud!.addresses.edge
    },
    reader: (options: ReaderOptions = {}) => newReader(browser!, cloud!.addresses.edge, options),
  }
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
  const key = cloud.keys.find(({ role }) => role === 'admin')!
  const client = createAdminClient({ url: cloud.addresses.admin, key, region })
  const { address } = await importPage(client, text, 'old-page.txt')
  await cloud.settled()
  return new URL(address).pathname
}
