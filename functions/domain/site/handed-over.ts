/**
 * Addresses as the edge hands them to an origin: a path that there is one way to write, because the signature on it is
 * computed twice, from what the CDN sends and from what the function's address receives. `_C4` is `%C4`; `_Q`, `_S` and
 * `_Y` are `?`, `=` and `&`. `edge/viewer-request.js` writes the same.
 */
function plain(text: string): string {
  return text.replace(/%[0-9a-f]{2}|[^A-Za-z0-9./-]/giu, (part) =>
    part.length > 1 ? `_${part.slice(1).toUpperCase()}` : `_${part.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** `/a%20b.aspx?id=5` -> `/a_20b.aspx_Qid_S5`. @param address path and query in ASCII, as a browser sends them */
export function handedOver(address: string): string {
  const [path = '', query] = address.split(/\?(.*)/su)
  if (!query) return plain(path)
  const pairs = query.split('&').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/su)
    return `${name}_S${plain(value).replaceAll('/', '_2F')}`
  })
  return `${plain(path)}_Q${pairs.sort().join('_Y')}`
}

/** What a reader asked for, of a path that was handed over. Any other path is that of an address without a query. */
export function asAsked(path: string): { path: string; query: string } {
  const [before = '', query = ''] = path.split(/_Q(.*)/su)
  const read = (text: string) =>
    text.replace(/_([0-9A-F]{2})/gu, (_, hex: string) =>
      hex === '5F' || hex === '7E' ? String.fromCharCode(Number.parseInt(hex, 16)) : `%${hex}`,
    )
  return { path: read(before), query: read(query.replaceAll('_S', '=').replaceAll('_Y', '&')) }
}
