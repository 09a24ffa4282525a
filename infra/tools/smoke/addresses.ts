import { locales } from '../../../functions/domain/locale.ts'
import type { Check } from './check.ts'
import type { Site } from './site.ts'
import { mustAnswer, wrong } from './visit.ts'

/*
 * What the CDN hands to the reader's function is signed, and CloudFront and Lambda must write each address in the same
 * way; where they do not, the function's door answers 403. So these come first, and none may be refused.
 */

const awkward = [
  '/vi/%E1%BA%A1',
  '/vi/ti%CC%81n%20mo%CC%9B%CC%81i',
  "/vi/(a)'~!*+b",
  '/vi/a%2Bb%26c%3Dd',
  '/en/topics/a%20b?after=a%3D%3D',
]

const ofOldPortal = [
  '/Pages/Tin%20tuc.aspx',
  '/Lists/Tin%20t%E1%BB%A9c/DispForm.aspx?ID=12',
  '/Pages/Tin+t%u1EE9c.aspx',
  '/PAGES/Th%F4ng%20b%E1o.aspx?id=7&Source=%2FPages%2Fa%20b.aspx',
]

async function mustBeUnderstood(site: Site, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const { status } = await site.get(path)
    // What cannot be an address at all is refused as such, by the CDN itself.
    if (![200, 301, 400, 404, 410].includes(status))
      wrong(
        `${path} answers ${status}${status === 403 ? ': the function refused how the CDN signed it' : ''}, not 301 or 404`,
      )
  }
}

export const addressChecks = (old: readonly string[]): Check[] => [
  {
    promise: 'addresses with Vietnamese letters, blanks and signs are understood',
    look: (site) => mustBeUnderstood(site, awkward),
  },
  {
    promise: 'addresses of an old portal are understood',
    look: (site) => mustBeUnderstood(site, ofOldPortal),
  },
  ...old.map(
    (address): Check => ({
      promise: `${address} leads to its article`,
      async look(site) {
        const { pathname, search } = new URL(address, site.base)
        let answer = mustAnswer(await site.get(pathname + search), 301)
        // One step to the article's first address, and one to where it has moved since.
        for (let step = 0; step < 3 && answer.status === 301; step++) {
          const next = new URL(answer.headers.get('location') ?? '', site.base)
          answer = await site.get(next.pathname + next.search)
        }
        mustAnswer(answer, 200)
      },
    }),
  ),
  {
    promise: 'the bare address leads each reader to a language of theirs',
    async look(site) {
      for (const locale of locales) {
        const answer = mustAnswer(await site.get('/', { headers: { 'accept-language': locale } }), 302)
        const { pathname } = new URL(answer.headers.get('location') ?? '', site.base)
        if (pathname !== `/${locale}`) wrong(`/ leads who reads ${locale} to ${pathname}`)
      }
    },
  },
  {
    promise: 'a page has one address',
    async look(site) {
      const [first] = locales
      for (const path of [`/${first}/`, `/${first.toUpperCase()}`, `//${first}`]) {
        const answer = mustAnswer(await site.get(path), 301)
        const { pathname } = new URL(answer.headers.get('location') ?? '', site.base)
        if (pathname !== `/${first}`) wrong(`${path} leads to ${pathname}, not to /${first}`)
      }
    },
  },
  {
    promise: 'an address that names nothing answers 404 in the language of the address',
    async look(site) {
      for (const locale of locales) {
        const answer = mustAnswer(await site.get(`/${locale}/khong-co/khong-co-0000000000`), 404)
        if (!answer.text.includes(`lang="${locale}"`)) wrong(`${answer.asked} is not in ${locale}`)
      }
    },
  },
  {
    promise: 'pages are read only',
    async look(site) {
      // The CDN refuses with 403, in place of which readers get the page of an outage, and its 503.
      for (const method of ['POST', 'PUT', 'DELETE'])
        mustAnswer(await site.get(`/${locales[0]}`, { method }), 403, 405, 503)
    },
  },
]
