import { listParameters, oldAddress } from './old-address.ts'

/** Longer ones nobody could read in a list, and few were ever written. */
const longest = 200

/** What pages of portals end with, and what they offered to be taken away; anything else that has an ending is no page. */
const endings = /\.(?:aspx?|html?|jsp|pdf|docx?|xlsx?|pptx?)$/u
/** Parts by which programs look for weak places. */
const probed =
  /^(?:\.|wp-|wordpress|xmlrpc|cgi-bin|phpmyadmin|pma$|admin(?:er|istrator)?$|vendor$|node_modules$|actuator|solr$|owa$|_vti|api$|graphql$|jenkins$|console$|manager$|server-status)/u
/** Places of this product: what is not there was never a page. */
const ours = /^\/(?:assets|media|desk|preview|views|suggest|feedback|errors|sitemaps|api)(?:\/|$)/u
/** Digits of which a telephone, an identity card or an account number is made; no item of a portal has so many. */
const longNumber = /\d{9,}/u
/** By which SharePoint knows a list: nobody's number. */
const listId = /listid=[0-9a-f-]{36}/u
/** What a portal calls an item by. */
const item = /^\?(?:[a-z]+=[\w{}%-]{1,40}(?:&|$))+$/u

/** An address of this site, `/chi-tiet.aspx?ID=79`, in its parts. */
function read(address: string): URL | undefined {
  return address.startsWith('/') && !address.startsWith('//') && URL.canParse(address, 'https://site.invalid')
    ? new URL(address, 'https://site.invalid')
    : undefined
}

/**
 * An address as it is looked up (`oldAddress`): of what else was asked only the item of the old portal's pages stays, and not
 * the list that it was found in. Undefined for what is no address of this site.
 */
export function lookedUp(address: string): string | undefined {
  const url = read(address)
  if (!url) return undefined
  const isPaged = /\.aspx$/iu.test(url.pathname)
  const asked = isPaged ? [...url.searchParams] : []
  const namesList = asked.some(([name]) => name.toLowerCase() === 'listid')
  // An item's number counts in its list, where a link says which that is and not only where it was found.
  const told = namesList ? asked : asked.filter(([name]) => !listParameters.has(name.toLowerCase()))
  return oldAddress(url.pathname, told)
}

/**
 * An address that was asked for in vain, as it may be noted. Undefined for what no reader asks for (a scanner does), for what
 * may tell of a person, and for what is too odd to be anybody's link.
 */
export function toLost(address: string): string | undefined {
  const known = address.length <= 4 * longest ? lookedUp(address) : undefined
  if (!known || known.length > longest || known === '/') return undefined
  const [path = '', ...rest] = known.split('?')
  const text = decodeURIComponent(path)
  const last = text.split('/').at(-1) ?? ''
  if (
    ours.test(text) ||
    longNumber.test(known.replace(listId, '')) ||
    !/^[\p{L}\p{M}\p{N}/ ._~()+,-]+$/u.test(text)
  )
    return undefined
  if (text.split('/').some((part) => probed.test(part))) return undefined
  if (/\.[a-z0-9]{1,5}$/u.test(last) && !endings.test(last)) return undefined
  return rest.length === 0 || item.test(`?${rest.join('?')}`) ? known : undefined
}
