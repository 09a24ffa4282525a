import { mediaIn } from '../../domain/library/media-address.ts'
import { toLine, toText } from '../../domain/text.ts'
import { linkHref, parseUrl } from '../../domain/url.ts'
import type { Pass } from './pass.ts'
import { unwrap } from './tree.ts'

/** Services that stand between a reader and where a link leads: host, and the parameter that says where. */
const between: readonly [host: RegExp, parameter: string][] = [
  [/\.safelinks\.protection\.outlook\.com$/u, 'url'],
  [/^(?:www\.)?google\.[a-z.]+$/u, 'q'],
  [/^(?:www\.)?google\.[a-z.]+$/u, 'url'],
  [/^lm?\.facebook\.com$/u, 'u'],
  [/^l\.messenger\.com$/u, 'u'],
  [/^l\.instagram\.com$/u, 'u'],
  [/^(?:www\.)?youtube\.com$/u, 'q'],
]
const redirects = /^\/(?:url|l\.php|redirect|)$/u

/** By these a network tells who passed an address on; the page behind it is the same without. */
const tracks = /^(?:fbclid|gclid|zarsrc|igsh(?:id)?|mibextid|__cft__\[\d\]|__tn__|__eep__)$/u

function withoutTracks(address: string, url: URL): string {
  const names = [...url.searchParams.keys()].filter((name) => tracks.test(name))
  if (names.length === 0) return address
  for (const name of names) url.searchParams.delete(name)
  return url.href
}

/** Where a link leads, without what counts the clicks on it. */
function unwrapped(address: string): string {
  const url = parseUrl(address)
  if (!url) return address
  if (!redirects.test(url.pathname)) return withoutTracks(address, url)
  const [, parameter = ''] =
    between.find(([host, name]) => host.test(url.hostname) && url.searchParams.has(name)) ?? []
  const target = url.searchParams.get(parameter)
  return target && linkHref(target) ? unwrapped(target) : withoutTracks(address, url)
}

/** An address with its scheme; what has none belonged to the site that it was copied from. */
const isWhole = (address: string) => /^(?:[a-z][a-z0-9+.-]*:|www\.)/iu.test(address)

/** `#id` of a place that was copied too, also where the browser has put the address of the page before it. */
function placeOf(root: DocumentFragment, address: string): string | undefined {
  const id = /#(.+)$/u.exec(address)?.[1]
  if (id === undefined) return undefined
  const isThere = [...root.querySelectorAll('[id], a[name]')].some(
    (each) => each.id === id || each.getAttribute('name') === id,
  )
  return isThere ? `#${id}` : undefined
}

/** Links lead where they lead, or are none; their words stay. */
export const readLinks: Pass = ({ root, notes }) => {
  for (const link of root.querySelectorAll('a[href]')) {
    const given = link.getAttribute('href')?.trim() ?? ''
    const place = placeOf(root, given)
    if (place) link.setAttribute('href', place)
    else if (given.startsWith('#') || given === '') link.removeAttribute('href')
    else if (/^https?:[^#]*#(?:cite_note|cite_ref|_ftn|fn|ftnt|footnote)/iu.test(given)) unwrap(link)
    else if (!mediaIn(given)) {
      const href = unwrapped(given)
      if (isWhole(href) && linkHref(href)) link.setAttribute('href', href)
      else {
        notes.links.push(toLine(toText(given.slice(0, 300))))
        unwrap(link)
      }
    }
  }
}
