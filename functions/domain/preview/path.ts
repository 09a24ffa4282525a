import { idPattern } from '../id.ts'

/** Where a preview is read: the link's id and, after a full stop, the secret that opens it. */
export function previewPath(id: string, secret: string): string {
  return `/preview/${id}.${secret}`
}

/** 10 characters of base 32, and 32 bytes in base64url. */
const key = new RegExp(`^(${idPattern})\\.([\\w-]{43})$`, 'u')

/** Id and secret of what stands after `/preview/`; undefined for what no link was ever like. */
export function parsePreviewKey(text: string): { id: string; secret: string } | undefined {
  const [, id, secret] = key.exec(text) ?? []
  return id && secret ? { id, secret } : undefined
}

/** A key wherever it stands: somebody may have pasted it in a wrong place. */
const keyAnywhere = /([0-9a-hjkmnp-tv-z]{10})\.[\w-]{43}/gu

/** A path as a log may hold it: of a preview the id alone, however the rest of it was mistyped, encoded or gone about. */
export function loggedPath(path: string): string {
  const [start, id = ''] = /^\/preview\/([0-9a-z]{0,10})/iu.exec(normalForm(path)) ?? []
  return start === undefined ? path.replace(keyAnywhere, '$1') : `/preview/${id}`
}

/** What a path comes to when all is decoded, slashes are single and dot segments (RFC 3986, 5.2.4) are resolved. */
function normalForm(path: string): string {
  const segments: string[] = []
  for (const segment of decoded(path).split(/[/\\]+/u)) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  return `/${segments.join('/')}${segments.length === 1 ? '/' : ''}`
}

/** Decodes what can be decoded, again and again: what is encoded twice is decoded twice somewhere on the way. */
function decoded(path: string): string {
  const once = path.replace(/%[0-9a-f]{2}/giu, (triple) =>
    String.fromCharCode(Number.parseInt(triple.slice(1), 16)),
  )
  return once === path ? path : decoded(once)
}
