/** Addresses a reader may be sent to. Anything else (javascript:, data:, file: ...) runs in the reader's name or leaks. */
const linkProtocols = ['http:', 'https:', 'mailto:', 'tel:']
const webProtocols = ['http:', 'https:']

/** As `URL.parse`, which browsers of before 2024 do not have. */
export function parseUrl(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base)
  } catch {
    return undefined
  }
}

/**
 * Parsed without a base, so that it must be whole. `https:host` is refused, because on an https page browsers take it for
 * a relative link; invisible (Cf) characters, because the address would not lead where it seems to.
 */
function allowedLink(address: string, protocols: readonly string[]): boolean {
  if (/[\s\\\p{Cc}\p{Cf}\p{Cs}]|^https?:(?!\/\/[^/])/iu.test(address)) return false
  const url = parseUrl(address)
  return url !== undefined && protocols.includes(url.protocol) && url.username === '' && url.password === ''
}

/** Whether `address` is an absolute link that may stand in a text: http, https, mailto or tel, without credentials. */
export function isSafeLink(address: string): boolean {
  return allowedLink(address, linkProtocols)
}

/** A base for addresses of whatever site this is. */
export const anySite = 'https://site.invalid'

function isSitePath(path: string): boolean {
  return /^\/(?!\/)[^\s\\]*$/u.test(path) && parseUrl(path, anySite)?.origin === anySite
}

/**
 * The address a link of a text may lead to: a safe absolute link, or a path of this site. `www.` is the beginning of one
 * that was typed without its scheme. Spaces and letters outside ASCII are escaped as a browser does. Undefined for anything
 * else.
 */
export function linkHref(address: string): string | undefined {
  const typed = address.trim()
  const given = /^www\.[^\s.]/iu.test(typed) ? `https://${typed}` : typed
  if (given.length > 2000 || /[\p{Cc}\p{Cf}\p{Cs}\\]/u.test(given)) return undefined
  const url = parseUrl(given, given.startsWith('/') ? anySite : undefined)
  if (!url) return undefined
  const whole = given.startsWith('/') ? given.replace(/[^!-~]+/gu, encodeURI) : url.href
  const href = /^[!-~]+$/u.test(given) ? given : whole
  return isSafeLink(href) || isSitePath(href) ? href : undefined
}

/** Whether a reader may be sent there by a link that is not part of a text: an absolute http(s) address. */
export function isWebAddress(address: string): boolean {
  return allowedLink(address, webProtocols)
}
