import { oldAddress } from '../../domain/old-address.ts'
import { anySite, parseUrl } from '../../domain/url.ts'

/** What a page of the old portal is known by, in one spelling: `/lists/tintuc/dispform.aspx?id=101`. */
export function canonical(address: string): string | undefined {
  const url = parseUrl(address.trim().replaceAll('\u200b', ''), anySite)
  if (!url || !/^https?:$/u.test(url.protocol)) return undefined
  const parameters = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]))
  const list = parameters.get('listid')?.replace(/[{}]/gu, '').toLowerCase()
  const isForm = /\/_layouts\/(?:\d+\/)?listform\.aspx$/iu.test(url.pathname) && list
  if (isForm) return `list:${list}/${parameters.get('id') ?? ''}`
  return oldAddress(url.pathname, url.searchParams)
}

/** As it stood on the old site, from its root, without the site and without what only led back to a list. */
export function fromRoot(address: string): string {
  const url = parseUrl(address.trim().replaceAll('\u200b', ''), anySite)
  if (!url || !/^https?:$/u.test(url.protocol)) return address
  const kept = [...url.searchParams].filter(
    ([name]) => !/^(?:source|contenttypeid|isdlg|initialtabid|visibilitycontext|rootfolder)$/iu.test(name),
  )
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&')
  return decodePath(url.pathname) + (query ? `?${query}` : '')
}

function decodePath(path: string): string {
  try {
    return decodeURI(path).normalize('NFC')
  } catch {
    return path
  }
}

export const hostOf = (address: string): string | undefined =>
  /^https?:\/\//iu.test(address) ? parseUrl(address)?.hostname.toLowerCase() : undefined
