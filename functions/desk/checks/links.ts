import { idPattern } from '../../domain/id.ts'
import { parseUrl } from '../../domain/url.ts'

/** The path of an address of this site, without its question and fragment; undefined for an address elsewhere. */
export function pathOnSite(href: string, site: string): string | undefined {
  const url = href.startsWith('/') ? parseUrl(href, site) : parseUrl(href)
  return url && url.origin === site ? url.pathname : undefined
}

/** Which article an address of this site leads to: its id stands at the end, the rest is for people. */
export function articleOf(path: string): string | undefined {
  return new RegExp(`^/[a-z]{2}/[^/]+/(?:[^/]*-)?(${idPattern})$`, 'u').exec(path)?.[1]
}

/** The addresses that links of a body lead to, each once. */
export function hrefsIn(body: string): string[] {
  const found = body.matchAll(/<a [^>]*?href="([^"]+)"/gu)
  return [...new Set([...found].map(([, href = '']) => href.replaceAll('&amp;', '&')))]
}

/** Beginnings of addresses that were pasted one into another: `https://https://…`. */
const schemes = /^(?:https?|www)$/u

/** Whether the form of an address says already that nobody can follow it. Other sites are never asked. */
export function leadsNowhere(href: string): boolean {
  const url = parseUrl(href)
  if (!url) return false
  if (url.protocol === 'mailto:')
    return url.pathname.split(',').some((each) => !/^[^@]+@[^@]+\.[^@.]+$/u.test(each.replace(/%40/gu, '@')))
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  const { hostname } = url
  return schemes.test(hostname) || !/.\.[^.]|^\[/u.test(hostname) || /^(?:127|10|192\.168)\./u.test(hostname)
}
