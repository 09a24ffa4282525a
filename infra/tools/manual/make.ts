import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { HelpPage } from '../../../functions/desk/help/contents.ts'
import { type Locale, locales } from '../../../functions/domain/locale.ts'
import { startCloud } from '../../local/cloud.ts'
import { seedDemo } from '../../local/demo/seed.ts'
import { startBrowser } from '../browser.ts'
import { arrange } from './arrange.ts'
import { bookNames, bookOf, pagesIn } from './book.ts'
import { createCamera, type Picture } from './camera.ts'
import { namePeople } from './people.ts'
import { print } from './print.ts'
import { shots } from './shots/all.ts'
import { speak } from './words.ts'

export interface ManualOptions {
  /** Where manuals are written. */
  out: string
  /** Where `prepareBundles` has put the functions. */
  bundles: string
  /** Tells of each file that was written. */
  onWritten: (file: string) => void
  /** Only these pages of help, in only those manuals that have them. @default all */
  only?: readonly HelpPage[]
  /** Cuts it short, with its reason. */
  signal?: AbortSignal
}

/**
 * Makes the manuals of the help and of pictures of the product, which runs for that on ports and in a folder of its own, with the
 * sample content: what they show is what there is. Leaves nothing but the manuals, also when it is cut short.
 */
export async function makeManuals(options: ManualOptions): Promise<void> {
  const stops: (() => Promise<unknown>)[] = []
  async function stopAll(): Promise<void> {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop()
  }
  const making = make(options, stops)
  const cutShort = new Promise<never>((_, reject) => {
    options.signal?.addEventListener('abort', () => reject(options.signal?.reason))
  })
  try {
    await Promise.race([making, cutShort])
  } finally {
    await stopAll()
    // What was being begun at that moment ends too.
    await making.catch(() => undefined)
    await stopAll()
  }
}

/** `stops`: what ends what was begun, in that order. */
async function make(
  { out, bundles, onWritten, only, signal }: ManualOptions,
  stops: (() => Promise<unknown>)[],
): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'bantin-manual-'))
  stops.push(() => rm(data, { recursive: true, force: true }))
  const cloud = await startCloud({ data, bundles, ports: { edge: 0, admin: 0, origin: 0 } })
  stops.push(cloud.stop)
  signal?.throwIfAborted()
  // It would end this process itself.
  const browser = await startBrowser({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false })
  stops.push(() => browser.close())
  signal?.throwIfAborted()
  await namePeople(cloud)
  await seedDemo(cloud, data, true)
  await arrange(cloud)
  await mkdir(out, { recursive: true })

  async function write(name: string, content: string | Uint8Array): Promise<string> {
    const file = join(out, name)
    await writeFile(file, content)
    onWritten(file)
    return file
  }

  async function makeIn(locale: Locale): Promise<void> {
    const words = await speak(locale)
    const camera = createCamera({ browser, desk: cloud.addresses.desk, locale, t: words.desk })
    for (const name of bookNames) {
      const pages = pagesIn(name).filter((page) => only?.includes(page) ?? true)
      if (pages.length === 0) continue
      const pictures: Picture[] = []
      for (const shot of shots.filter(({ page }) => pages.includes(page)))
        pictures.push(await camera.take(shot))
      const madeAt = new Date().toISOString()
      const book = await bookOf({ name, locale, pages, pictures, words, madeAt })
      const file = await write(`manual-${name}.${locale}.html`, book)
      const paper = await print(browser, pathToFileURL(file), words.manual(name), locale)
      await write(`manual-${name}.${locale}.pdf`, paper)
    }
    await camera.close()
  }
  for (const locale of locales) await makeIn(locale)
}
