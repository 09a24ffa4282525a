import { type Locale, locales } from '../../../functions/domain/locale.ts'
import type { Check } from './check.ts'
import { anyArticle, mustBeOfSite, type Page, pathsFrom, type Site } from './site.ts'
import { type Element, mustAnswer, mustSay, NothingYet, named, wrong } from './visit.ts'

const links = (elements: readonly Element[], rel: string) =>
  named(elements, 'link').filter(({ attributes }) => attributes.rel === rel)

function mustBeAPage(site: Site, { asked, elements }: Page, locale: Locale): void {
  const [html] = named(elements, 'html')
  if (html?.attributes.lang !== locale) wrong(`${asked} says it is in ${html?.attributes.lang}`)
  if (!named(elements, 'title')[0]?.text.trim()) wrong(`${asked} has no title`)
  const headings = named(elements, 'h1').length
  if (headings !== 1) wrong(`${asked} has ${headings} first headings, not one`)
  const canonical = links(elements, 'canonical')[0]?.attributes.href ?? ''
  const { pathname } = mustBeOfSite(site, canonical, `${asked} as its own address`)
  if (pathname !== asked) wrong(`${asked} says that its address is ${pathname}`)
}

const languagesOf = (elements: readonly Element[]) =>
  links(elements, 'alternate').flatMap(({ attributes: { hreflang, href } }) =>
    hreflang && hreflang !== 'x-default' && href ? [{ hreflang, href }] : [],
  )

/** Each page that another names as the same in another language names that one too. */
async function mustPair(site: Site, { asked, elements }: Page): Promise<void> {
  const others = languagesOf(elements)
  for (const { hreflang, href } of others) {
    const { pathname } = mustBeOfSite(site, href, asked)
    const other = pathname === asked ? { asked, elements } : await site.page(pathname)
    const back = languagesOf(other.elements).map(({ href: address }) => address)
    if (!back.includes(site.base + asked)) wrong(`${pathname} (${hreflang}) does not lead back to ${asked}`)
  }
}

/** What a browser would load from somebody else without being asked. */
function foreignOf(site: Site, elements: readonly Element[]): string[] {
  return ['script', 'img', 'source', 'iframe', 'link']
    .flatMap((name) => named(elements, name))
    .filter(({ name, attributes: { rel } }) => name !== 'link' || rel === 'stylesheet' || rel === 'preload')
    .flatMap(({ name, attributes: { src, srcset, href } }) => [
      ...(src ? [src] : []),
      ...(srcset ? srcset.split(',').map((each) => each.trim().split(/\s/u)[0] ?? '') : []),
      ...(name === 'link' && href ? [href] : []),
    ])
    .filter((address) => URL.canParse(address, site.base))
    .filter((address) => {
      const { protocol, origin } = new URL(address, site.base)
      return protocol.startsWith('http') && origin !== site.base
    })
}

export const pageChecks: readonly Check[] = [
  ...locales.map(
    (locale): Check => ({
      promise: `the front page in ${locale} is there, and knows its own address`,
      look: async (site) => mustBeAPage(site, await site.page(`/${locale}`), locale),
    }),
  ),
  {
    promise: 'front pages lead to each other',
    look: async (site) => mustPair(site, await site.page(`/${locales[0]}`)),
  },
  {
    promise: 'a page carries the policies that protect its readers',
    async look(site) {
      const page = await site.page(`/${locales[0]}`)
      mustSay(page, 'content-security-policy', /default-src 'none'.*frame-ancestors 'none'/u)
      mustSay(page, 'x-content-type-options', /^nosniff$/u)
      mustSay(page, 'referrer-policy', /^(?:strict-origin-when-cross-origin|no-referrer)$/u)
      mustSay(page, 'strict-transport-security', /max-age=\d{7,}/u)
    },
  },
  {
    promise: 'a page sets no cookie and loads nothing from others',
    async look(site) {
      for (const path of [`/${locales[0]}`, await anyArticle(site).catch(() => `/${locales.at(-1)}`)]) {
        const page = await site.page(path)
        if (page.headers.has('set-cookie')) wrong(`${path} sets a cookie`)
        const [foreign] = foreignOf(site, page.elements)
        if (foreign) wrong(`${path} loads ${foreign}`)
      }
    },
  },
  {
    promise: 'no page shows what is between the CDN and the function alone',
    async look(site) {
      const { asked, headers } = await site.page(`/${locales[0]}`)
      for (const header of ['cache-tag', 'server-timing'])
        if (headers.has(header)) wrong(`${asked} shows ${header}: ${headers.get(header)}`)
    },
  },
  ...locales.map(
    (locale): Check => ({
      promise: `an article in ${locale} is there, with its moment and what search engines read of it`,
      async look(site) {
        const page = await site.page(await site.article(locale))
        mustBeAPage(site, page, locale)
        if (!named(page.elements, 'time').some(({ attributes }) => attributes.datetime))
          wrong(`${page.asked} has no moment`)
        const data = named(page.elements, 'script').find(
          ({ attributes: { type } }) => type === 'application/ld+json',
        )
        if (!data?.text.includes('"headline"')) wrong(`${page.asked} has no headline in JSON-LD`)
      },
    }),
  ),
  {
    promise: 'an article leads to its other languages, and back',
    look: async (site) => await mustPair(site, await site.page(await anyArticle(site))),
  },
  {
    promise: 'sections and months of the archive are there',
    async look(site) {
      const [locale] = locales
      const { elements } = await site.page(`/${locale}`)
      const paths = pathsFrom(site, elements)
      const section = paths.find((path) => new RegExp(`^/${locale}/[^/.]+$`, 'u').test(path))
      if (!section) throw new NothingYet('no section has an article')
      const list = await site.page(section)
      mustBeAPage(site, list, locale)
      const month = pathsFrom(site, list.elements).find((path) => /\/\d{4}\/\d\d$/u.test(path))
      if (month) mustBeAPage(site, await site.page(month), locale)
    },
  },
  {
    promise: 'what is typed into the search is answered',
    async look(site) {
      for (const locale of locales) {
        const { asked, elements } = await site.page(`/${locale}`)
        const form = named(elements, 'form').find(({ attributes }) => attributes.role === 'search')
        if (!form?.attributes.action) return wrong(`${asked} has no search`)
        const { pathname } = new URL(form.attributes.action, site.base + asked)
        const found = await site.page(`${pathname}?q=th%C3%B4ng+b%C3%A1o`)
        if (!named(found.elements, 'input').some(({ attributes }) => attributes.value === 'thông báo'))
          wrong(`${found.asked} has lost what was asked for`)
      }
    },
  },
  {
    promise: 'pictures are there in each of their formats, and kept for long',
    async look(site) {
      const { elements } = await site.page(`/${locales[0]}`)
      const sources = [...named(elements, 'source'), ...named(elements, 'img')].flatMap(
        ({ attributes: { src, srcset } }) => [src, srcset?.trim().split(/[\s,]/u)[0]],
      )
      const pictures = new Map(
        sources
          .filter((each) => each?.startsWith('/media/'))
          .map((each = '') => [each.split('.').at(-1), each]),
      )
      if (pictures.size === 0) throw new NothingYet('the front page shows no picture')
      for (const path of pictures.values()) {
        const picture = mustAnswer(await site.get(path), 200)
        mustSay(picture, 'content-type', /^image\/(?:avif|webp|jpeg)$/u)
        mustSay(picture, 'cache-control', /immutable/u)
        mustSay(picture, 'content-security-policy', /sandbox/u)
      }
    },
  },
]
