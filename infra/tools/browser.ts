import { accessSync, constants } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import npmChromium, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

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

const npmFolder = new URL('../../node_modules/@sparticuz/chromium/', import.meta.url)

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

async function launchNpmBrowser(options: LaunchOptions): Promise<Browser> {
  const folder = await unpackNpmBrowser()
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: `${folder}/al2023/lib`,
    FONTCONFIG_PATH: `${folder}/fonts`,
  }
  return await chromium.launch({ ...options, executablePath: join(folder, 'chromium'), args: flags, env })
}

/** A headless browser: the system's, or the one that npm installed where there is none that starts. */
export async function startBrowser(options: LaunchOptions = {}): Promise<Browser> {
  for (const executablePath of systemBrowsers()) {
    const browser = await chromium
      .launch({ ...options, executablePath, args: flags, timeout: 30_000 })
      .catch(() => undefined)
    if (browser) return browser
  }
  return await launchNpmBrowser(options)
}
