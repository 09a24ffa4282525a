import { accessSync, constants } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import npmChromium, { inflate } from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Chromium or Chrome as this machine has it, the likeliest first. */
function systemBrowsers(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, macChrome].filter(isExecutable)
}

const npmFolder = new URL('../../../node_modules/@sparticuz/chromium/', import.meta.url)

/** Its own fonts, for a machine that has none. */
const fontsOf = (folder: string) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
  `<include ignore_missing="yes">/etc/fonts/fonts.conf</include>` +
  `<dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`

/**
 * The Chromium that npm installed, with the libraries and fonts that a bare machine lacks. The package unpacks to the
 * temporary folder and takes what lies there for its own, of whatever version and however far another process has come with
 * it; so it is given a new one, which gets its lasting name when it is complete.
 */
async function unpackNpmBrowser(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('package.json', npmFolder), 'utf8'))
  const folder = join(tmpdir(), `bantin-chromium-${version}`)
  if (isExecutable(join(folder, 'chromium'))) return folder
  const fresh = await mkdtemp(join(tmpdir(), 'bantin-chromium-new-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = fresh
  try {
    await npmChromium.executablePath()
    await inflate(new URL('bin/al2023.tar.br', npmFolder).pathname)
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await mkdir(join(fresh, 'fonts'), { recursive: true })
  await writeFile(join(fresh, 'fonts', 'fonts.conf'), fontsOf(folder))
  // Whoever comes second finds the name taken, by the same thing.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }))
  return folder
}

async function launchNpmBrowser(): Promise<Browser> {
  const folder = await unpackNpmBrowser()
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: `${folder}/al2023/lib`,
    FONTCONFIG_PATH: `${folder}/fonts`,
  }
  return await chromium.launch({ executablePath: join(folder, 'chromium'), args: flags, env })
}

/** A headless browser: the system's, or the one that npm installed where there is none that starts. */
export async function startBrowser(): Promise<Browser> {
  for (const executablePath of systemBrowsers()) {
    const browser = await chromium
      .launch({ executablePath, args: flags, timeout: 30_000 })
      .catch(() => undefined)
    if (browser) return browser
  }
  return await launchNpmBrowser()
}

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 900 }

export interface ReaderOptions extends BrowserContextOptions {
  /** Looks like a person's browser: without it the page takes it for a program, and counts no view. */
  human?: boolean
}

export interface Reader {
  page: Page
  /** What went wrong in the page: errors, refusals of its security policy, requests to anyone else. */
  troubles: string[]
}

/** A reader with a browser of their own, for one test: nothing is remembered from others. Paths are relative to `site`. */
export async function newReader(
  browser: Browser,
  site: string,
  { human = false, ...options }: ReaderOptions = {},
): Promise<Reader> {
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`
  const context = await browser.newContext({
    baseURL: site,
    viewport: desktop,
    // Pages answer at once, so that a test that looks at once sees where they end.
    reducedMotion: 'reduce',
    ...(human && { userAgent }),
    ...options,
  })
  onTestFinished(() => context.close())
  if (human)
    await context.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }))
  const troubles: string[] = []
  context.on('request', (request) => {
    if (!request.url().startsWith(`${site}/`) && !request.url().startsWith('data:'))
      troubles.push(`asks ${request.url()}`)
  })
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  context.on('weberror', (error) => troubles.push(String(error.error())))
  return { page: await context.newPage(), troubles }
}

/** By how many pixels the page can be scrolled sideways. */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
