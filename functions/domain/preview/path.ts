/** Where a preview is read: the link's id and, behind a full stop, the secret that opens it. */
export function previewPath(id: string, secret: string): string {
  return `/preview/${id}.${secret}`
}

/** 10 characters of base 32, and 32 bytes in base64url. */
const key = /^([0-9a-hjkmnp-tv-z]{10})\.([\w-]{43})$/u

/** Id and secret of what stands behind `/preview/`; undefined for what no link was ever like. */
export function parsePreviewKey(text: string): { id: string; secret: string } | undefined {
  const [, id, secret] = key.exec(text) ?? []
  return id && secret ? { id, secret } : undefined
}

/** A path as a log may hold it: of a preview the id alone, however the rest of it was mistyped or encoded. */
export function loggedPath(path: string): string {
  const [start, id = ''] = /^\/+preview\/+([0-9a-z]{0,10})/iu.exec(decoded(path)) ?? []
  return start === undefined ? path : `/preview/${id}`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
