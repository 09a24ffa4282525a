import { parseUrl } from '../url.ts'
import type { ArticlePage } from './shapes.ts'

/** An address of an element of a cleaned body, as its serialiser writes it. */
const inBody = /<a [^>]*?href="(?<address>https?:\/\/[^"]+)"/gu

/** Longer ones lead to forms that somebody filled in, and no list could show them. */
const longest = 1000

/** As it is asked for: without a fragment, which no server hears of. Undefined for what is not outside `site`. */
function outside(address: string, site: string): string | undefined {
  const url = parseUrl(address)
  if (!url || !/^https?:$/u.test(url.protocol) || url.origin === site) return undefined
  url.hash = ''
  return url.href.length <= longest ? url.href : undefined
}

/**
 * The addresses outside the site (`https://host`) to which a page leads its readers, each once: of its body, of where it was
 * published first, and the one that lists open instead of it.
 */
export function outwardLinks({ body, source, externalUrl }: ArticlePage, site: string): string[] {
  const written = Array.from(body.matchAll(inBody), ({ groups: { address = '' } = {} }) =>
    address.replaceAll('&amp;', '&'),
  )
  const all = [...written, ...(source?.url ? [source.url] : []), ...(externalUrl ? [externalUrl] : [])]
  return [...new Set(all.flatMap((each) => outside(each, site) ?? []))]
}
