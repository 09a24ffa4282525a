import * as z from 'zod'

/** Addresses a reader may be sent to. Anything else (javascript:, data:, file: ...) runs in the reader's name or leaks. */
const linkProtocols = ['http:', 'https:', 'mailto:', 'tel:']
const webProtocols = ['http:', 'https:']

/**
 * Parsed without a base, so that it must be whole. `https:host` is refused, because on an https page browsers take it for
 * a relative link; invisible (Cf) characters, because the address would not lead where it seems to.
 */
function allowedLink(address: string, protocols: readonly string[]): boolean {
  if (/[\s\\\p{Cc}\p{Cf}\p{Cs}]|^https?:(?!\/\/[^/])/iu.test(address)) return false
  const url = URL.parse(address)
  return url !== null && protocols.includes(url.protocol) && url.username === '' && url.password === ''
}

/** Whether `address` is an absolute link that may stand in a text: http, https, mailto or tel, without credentials. */
export function isSafeLink(address: string): boolean {
  return allowedLink(address, linkProtocols)
}

const anySite = 'https://site.invalid'

function isSitePath(path: string): boolean {
  return /^\/(?!\/)[^\s\\]*$/u.test(path) && URL.parse(path, anySite)?.origin === anySite
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
  const url = URL.parse(given, given.startsWith('/') ? anySite : undefined)
  if (!url) return undefined
  const whole = given.startsWith('/') ? given.replace(/[^!-~]+/gu, encodeURI) : url.href
  const href = /^[!-~]+$/u.test(given) ? given : whole
  return isSafeLink(href) || isSitePath(href) ? href : undefined
}

/** Whether a reader may be sent there by a link that is not part of a text: an absolute http(s) address. */
export function isWebAddress(address: string): boolean {
  return allowedLink(address, webProtocols)
}

/** An absolute http(s) address without credentials, at most 2,000 characters. */
export const webAddress = z
  .string()
  .max(2000)
  .refine(isWebAddress, {
    error: (issue) =>
      `"${String(issue.input).slice(0, 80)}" is not a web address; write it in full, with http:// or https://, without user name or password`,
  })

/** Where a file of ours lies (`/media/...`), or a web address. */
export const fileAddress = z.union(
  [
    z
      .string()
      .regex(/^\/media\/[\w./%-]+$/u)
      // A browser takes "%2e%2e" for "..", too: only a path that it would leave as it is stays below /media/.
      .refine((path) => URL.parse(path, anySite)?.pathname === path && !path.includes('..')),
    webAddress,
  ],
  {
    error: ({ input }) =>
      `"${String(input).slice(0, 80)}" is not the address of a file; write a path below /media/, or a web address in full`,
  },
)
