import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { searchPath } from '../../functions/domain/site/paths.ts'
import { everyPage } from './views-examples.ts'

const boxes = /<form[^>]*role="search"[\s\S]*?<\/form>/gu
/** Pages of what cannot be read at all, whose form could lead nowhere. */
const bare = ['not sent', 'unavailable']
const packed = (html: string) => brotliCompressSync(html).length

describe.each(locales)('the box to search from, in %s', (locale) => {
  const pages = Object.entries(everyPage(locale)).filter(([name]) => !bare.includes(name))
  it.each(pages)('stands once on a page (%s), asks without a script and costs next to nothing', (_, html) => {
    const found = html.match(boxes) ?? []
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(`action="${searchPath(locale)}"`)
    // Without a method it is GET: an address that can be cached and passed on.
    expect(found[0]).not.toMatch(/ method=|<script|onsubmit/u)
    if (!html.includes('class="ask"'))
      expect(packed(html) - packed(html.replace(boxes, ''))).toBeLessThan(300)
  })
})
