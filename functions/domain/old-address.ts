/**
 * Parameters by which portals told items of one page apart; `l` and `listid` name the list in which an item has its number. The
 * edge hands these over, and no others.
 */
export const itemParameters = ['docid', 'itemid', 'l', 'listid', 'newsid', 'id'] as const
/** Those of them that only say in which list. */
export const listParameters: ReadonlySet<string> = new Set(['l', 'listid'])

/** By its number WordPress shows every post at the address of its blog too. Pages in `.aspx` have a `p` for other things. */
export const postParameters = ['p', 'page_id'] as const

/** The first value of each that is there, in one order, however their names are written. */
function itemOf(path: string, parameters: Iterable<readonly [string, string]>): [string, string][] {
  const given = [...parameters].map(([name, value]) => [name.toLowerCase(), value] as const)
  const firstOf = (name: string) => given.find(([each]) => each === name)?.[1]
  const post = postParameters.find((name) => /^\d{1,12}$/u.test(firstOf(name) ?? ''))
  if (post && !/\.\w+$/u.test(path)) return [[post, firstOf(post) ?? '']]
  return itemParameters.flatMap((name): [string, string][] => {
    const value = firstOf(name)
    // `{5D0C…}` is `5d0c…`.
    const told = name === 'listid' ? value?.replaceAll(/[{}]/gu, '').toLowerCase() : value
    return told ? [[name, told]] : []
  })
}

/**
 * An address of the old portal as it is looked up: its path in one spelling, and by which item it shows (`...?ID=79`), if it
 * says so.
 * @param path percent-encoded, as a URL has it
 */
export function oldAddress(path: string, parameters: Iterable<readonly [string, string]>): string {
  const item = itemOf(path, parameters)
  const [only] = item
  if (!only) return oneSpelling(path)
  // `id` alone is kept as it always was; where there are more it stands last, so that nothing in it can look like another.
  const isAlone = item.length === 1 && only[0] === 'id'
  const told = isAlone ? [only.join('=')] : item.map((each) => each.map(encodeURIComponent).join('='))
  return `${oneSpelling(path)}?${told.join('&')}`
}

/** The same, of a whole address. */
export function oldAddressOf(url: string): string {
  const { pathname, searchParams } = new URL(url)
  return oldAddress(pathname, searchParams)
}

/**
 * Links to one page of the old portal are written in many ways: in any case, letters with their marks apart, escapes of an
 * older encoding, `+` for a blank, slashes escaped or doubled, or one at the end, which the edge takes away. Pages of the system
 * itself have the number of its version before them.
 */
function oneSpelling(path: string): string {
  const text = decode(path)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('+', ' ')
    .replaceAll(/\/{2,}/gu, '/')
    .replace(/(?<=.)\/$/u, '')
    .replace(/\/_layouts\/\d+\//u, '/_layouts/')
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
