import { isLocale, type Locale, locales } from '../../../functions/domain/locale.ts'
import { pagesPath } from '../../../functions/domain/site/paths.ts'
import {
  type Asked,
  type Element,
  elementsOf,
  mustAnswer,
  NothingYet,
  named,
  type Visit,
  visit,
  wrong,
} from './visit.ts'

export interface Page extends Visit {
  elements: Element[]
}

/** A deployed site, as a person with a browser comes to know it. */
export interface Site {
  /** `https://host`, without a slash at the end. */
  base: string
  get(path: string, asked?: Asked): Promise<Visit>
  /** A page that is there. */
  page(path: string): Promise<Page>
  /** The path of an article in this language, found from its front page. */
  article(locale: Locale): Promise<string>
}

/** `/vi/tin-tuc/ten-bai-k3f9a1b2c4`: the name of an article ends in its id. */
const articlePath = /^\/[a-z]{2}\/[^/?#]+\/[^/?#]+-[0-9a-z]{10}$/u

/** Paths of this site that a page leads to, each once. */
export function pathsFrom(site: Site, elements: readonly Element[]): string[] {
  const addresses = named(elements, 'a').flatMap(({ attributes: { href } }) => (href ? [href] : []))
  const paths = addresses
    .filter((href) => URL.canParse(href, site.base))
    .map((href) => new URL(href, site.base))
    .filter(({ origin }) => origin === site.base)
    .map(({ pathname }) => pathname)
  return [...new Set(paths)]
}

export function openSite(address: string): Site {
  const base = new URL(address).origin
  const site: Site = {
    base,
    get: (path, asked) => visit(base + path, asked),
    async page(path) {
      const answer = mustAnswer(await site.get(path), 200)
      return { ...answer, elements: elementsOf(answer.text) }
    },
    async article(locale) {
      const { elements } = await site.page(`/${locale}`)
      const path = pathsFrom(site, elements).find(
        (each) =>
          articlePath.test(each) && localeOf(each) === locale && !each.startsWith(`${pagesPath(locale)}/`),
      )
      if (!path) throw new NothingYet(`no article in ${locale} is public`)
      return path
    },
  }
  return site
}

function localeOf(path: string): Locale | undefined {
  const [, first = ''] = path.split('/')
  return isLocale(first) ? first : undefined
}

/** An article in the first language that has one. */
export async function anyArticle(site: Site): Promise<string> {
  for (const locale of locales)
    try {
      return await site.article(locale)
    } catch (error) {
      if (!(error instanceof NothingYet)) throw error
    }
  throw new NothingYet('no article is public')
}

/** Addresses that a document of the site names must be those of the site, or a domain was changed by halves. */
export function mustBeOfSite(site: Site, address: string, where: string): URL {
  if (!URL.canParse(address)) return wrong(`${where} names ${address}, which is no address`)
  const url = new URL(address)
  if (url.origin !== site.base) wrong(`${where} names ${address}, which is not on ${site.base}`)
  return url
}
