/** An answer in so far as it must be the same from the cache as from the origin. */
export interface Reading {
  status: number
  body: string
  location: string | null
  language: string | null
}

export async function readingOf(response: Response): Promise<Reading> {
  const { status, headers } = response
  const body = await response.text()
  return { status, body, location: headers.get('location'), language: headers.get('content-language') }
}

const links = /(?:href="|<loc>|<link>|hreflang="[a-z-]+" href=")([^"<]+)/gu

/** Paths of the site that an answer leads to. */
export function pathsIn({ body, location }: Reading, siteUrl: string): string[] {
  const found = [...body.matchAll(links)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  return [...found, location ?? '']
    .map((href) => (href.startsWith(`${siteUrl}/`) ? href.slice(siteUrl.length) : href))
    .filter((href) => /^\/(?!\/)/u.test(href) && !href.startsWith('/assets/') && href !== '/')
    .map((href) => href.replace(/#.*$/u, ''))
}

/** Reads the known addresses, and those they lead to, and so on; `known` grows by what is met. */
export async function readAll(
  known: Set<string>,
  read: (path: string) => Promise<Reading>,
  siteUrl: string,
): Promise<Map<string, Reading>> {
  const readings = new Map<string, Reading>()
  for (let next = [...known]; next.length > 0; next = [...known].filter((path) => !readings.has(path))) {
    for (let start = 0; start < next.length; start += 8) {
      const some = next.slice(start, start + 8)
      for (const [index, reading] of (await Promise.all(some.map(read))).entries()) {
        readings.set(some[index] ?? '', reading)
        for (const path of pathsIn(reading, siteUrl)) known.add(path)
      }
    }
  }
  return readings
}
