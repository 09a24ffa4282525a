/**
 * An address of the old portal as it is looked up: its path in one spelling, and its item id (`...?ID=79`) if it has one.
 * @param path percent-encoded, as a URL has it
 */
export function oldAddress(path: string, id: string | undefined): string {
  return oneSpelling(path) + (id ? `?id=${id}` : '')
}

/** The same, of a whole address. */
export function oldAddressOf(url: string): string {
  const { pathname, searchParams } = new URL(url)
  return oldAddress(pathname, [...searchParams].find(([name]) => name.toLowerCase() === 'id')?.[1])
}

/**
 * Links to one page of the old portal are written in many ways: in any case, letters with their marks apart, escapes of an
 * older encoding, `+` for a blank, slashes escaped or doubled.
 */
function oneSpelling(path: string): string {
  const text = decode(path)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('+', ' ')
    .replaceAll(/\/{2,}/gu, '/')
  return encodeURI(text).replaceAll(/[?#]/gu, encodeURIComponent).toLowerCase()
}

/** Escapes that are no UTF-8 are those of Windows, in which the old portal's pages were once written. */
function decode(path: string): string {
  const parts = path.match(/%[0-9a-f]{2}|[\s\S]/giu) ?? []
  const bytes = Uint8Array.from(parts, (part) =>
    part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0),
  )
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
