import { readFileSync } from 'node:fs'
import { SaxesParser } from 'saxes'
import { expect } from 'vitest'
import type { ArticlePage, Card, SiteChrome } from '../../functions/domain/site/shapes.ts'
import { createTypeface } from '../../functions/drawing/typeface.ts'
import { createSiteApp } from '../../functions/site/app.ts'
import { createAssets } from '../../functions/site/assets.ts'
import type { SiteParts } from '../../functions/site/env.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createSiteWriter } from '../../functions/store/site-writer.ts'
import { aChrome, siteUrl } from './views-examples.ts'

const woff = (part: string, weight: number) =>
  readFileSync(`node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-${weight}-normal.woff`)
const inWeight = (weight: number) =>
  createTypeface(['latin', 'vietnamese', 'latin-ext'].map((part) => woff(part, weight)))

/** What the bundle carries, read from its package. */
export const typefaces = () => ({ regular: inWeight(400), bold: inWeight(700) })

/** The reader's door on a site with these articles, all in `vi`. */
export async function aSite(
  cards: readonly Card[],
  changes: Partial<SiteChrome> = {},
  {
    host = siteUrl,
    pages = [],
    ...parts
  }: { host?: string; pages?: ArticlePage[] } & Pick<SiteParts, 'clock' | 'fetchPublic'> = {},
) {
  const table = createMemoryTable()
  const writer = createSiteWriter(table)
  for (const locale of ['vi', 'en'] as const) {
    await writer.saveChrome(aChrome(locale, changes))
    const months = [{ month: '2019-07', count: 1 }]
    await writer.saveArchives(locale, cards.length > 0 ? { all: { months }, news: { months } } : {})
  }
  for (const card of cards) {
    const { section, featured, publishedAt, id, type } = card
    const listing = { section, featured, cursor: `${publishedAt}_${id}`, tags: ['asean'], type }
    await writer.list('vi', [], listing, card)
  }
  for (const page of pages) await writer.savePage(page.id, page.locale, page)
  return createSiteApp({
    table,
    typefaces,
    siteUrl: host,
    assets: createAssets({ css: '', script: '' }),
    ...parts,
  })
}

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/** Reads a document as a strict parser does: it throws at the first thing that is not well-formed. */
export function parse(text: string): Element {
  const outside: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [outside]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const read = Object.entries(attributes).map(([key, { value }]) => [key, value] as const)
    const element = { name, attributes: Object.fromEntries(read), children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (each) => {
    open.at(-1)!.text += each
  })
  parser.on('cdata', (each) => {
    open.at(-1)!.text += each
  })
  parser.on('closetag', () => open.pop())
  parser.write(text).close()
  return outside.children[0]!
}

export const all = (parent: Element, name: string) => parent.children.filter((child) => child.name === name)
export const one = (parent: Element, name: string) => all(parent, name)[0]!
export const itemsOf = (feed: Element) => all(one(feed, 'channel'), 'item')

export async function read(app: Awaited<ReturnType<typeof aSite>>, path: string): Promise<Element> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return parse(await response.text())
}
