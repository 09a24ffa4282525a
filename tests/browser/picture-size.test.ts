import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { makePicture } from '../../functions/media/picture/picture.ts'
import { CardPicture, Picture } from '../../functions/views/picture.tsx'
import { desktop, newReader, phone, sidewaysScroll, theBrowser } from '../support/browser/browser.ts'
import { photograph } from '../support/media/pictures.ts'

const address = 'http://pictures.test'
let browser: Browser

beforeAll(async () => {
  browser = await theBrowser()
})

async function style(): Promise<string> {
  const folder = new URL('../../functions/views/', import.meta.url)
  const index = await readFile(new URL('reader.css', folder), 'utf8')
  const parts = [...index.matchAll(/@import\s+(?:url\()?["']([^"']+)["']/gu)].map(([, path = '']) => path)
  const texts = await Promise.all(parts.map((path) => readFile(new URL(path, folder), 'utf8')))
  return texts.join('\n')
}

/** An article with a picture of this size, as a browser shows it: how wide the picture, its place and a card of it are. */
async function shown(width: number, height: number, viewport: { width: number; height: number }) {
  const bytes = await photograph(width, height).jpeg().toBuffer()
  const { file, objects } = await makePicture(bytes, { id: '0123456789', extension: 'jpg' })
  const { page } = await newReader(browser, address, { viewport })
  const picture = Picture({ file, alt: 'it', sizes: '(min-width: 45em) 42rem, 100vw' })
  const card = CardPicture({ image: file, sizes: '44rem' })
  const html =
    `<!doctype html><meta name="viewport" content="width=device-width"><style>${await style()}</style>` +
    `<main><article class="article"><div class="body"><figure>${picture}</figure></div></article>` +
    `<ul class="cards featured"><li class="card pictured leading">${card}</li></ul></main>`
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname.slice(1)
    const object = objects.find(({ key }) => key === path)
    return object
      ? route.fulfill({ body: Buffer.from(object.body), contentType: object.type })
      : route.fulfill({ body: html, contentType: 'text/html' })
  })
  await page.goto('/')
  const image = page.getByRole('img', { name: 'it' })
  await image.scrollIntoViewIfNeeded()
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  const widthOf = (selector: string) =>
    page.locator(selector).evaluate((each) => Math.round(each.getBoundingClientRect().width))
  return {
    picture: await widthOf('figure picture img'),
    blur: await widthOf('.blur'),
    frame: await widthOf('.picture'),
    column: await widthOf('figure'),
    card: await widthOf('.card img'),
    sideways: await sidewaysScroll(page),
  }
}

describe('a picture', () => {
  it.each([
    ['a telephone', phone],
    ['a wide screen', desktop],
  ])('is never shown larger than it is, on %s', async (_, viewport) => {
    const small = await shown(300, 200, viewport)
    expect(small).toMatchObject({ picture: 300, blur: 300, frame: 300, card: 240, sideways: 0 })
  })

  it.each([
    ['a telephone', phone],
    ['a wide screen', desktop],
  ])('fills its column where it is wide enough, on %s', async (_, viewport) => {
    const { picture, blur, frame, column, card, sideways } = await shown(1600, 900, viewport)
    expect([picture, blur, frame]).toEqual([column, column, column])
    expect(card).toBeGreaterThan(300)
    expect(sideways).toBe(0)
  })
})
