import { XMLParser } from 'fast-xml-parser'
import * as z from 'zod'
import { locales } from '../../../functions/domain/locale.ts'
import type { Check } from './check.ts'
import { mustBeOfSite, type Site } from './site.ts'
import { mustAnswer, mustSay, NothingYet, type Visit, wrong } from './visit.ts'

const lists = ['item', 'sitemap', 'url']
const parser = new XMLParser({ isArray: (name) => lists.includes(name), ignoreAttributes: true })

const located = z.array(z.object({ loc: z.string() })).default([])
const sitemapIndex = z.object({ sitemapindex: z.object({ sitemap: located }) })
// An element without content is an empty text.
const addressList = z.object({ urlset: z.object({ url: located }).or(z.literal('')) })
const feed = z.object({
  rss: z.object({
    channel: z.object({
      title: z.string().min(1),
      item: z.array(z.object({ title: z.coerce.string(), link: z.string(), guid: z.string() })).default([]),
    }),
  }),
})

function read<T>(shape: z.ZodType<T>, { asked, text }: Visit): T {
  const parsed = shape.safeParse(parser.parse(text))
  return parsed.success
    ? parsed.data
    : wrong(`${asked} is not what it should be: ${z.prettifyError(parsed.error)}`)
}

async function sitemapsOf(site: Site): Promise<URL[]> {
  const index = mustAnswer(await site.get('/sitemap.xml'), 200)
  mustSay(index, 'content-type', /xml/u)
  const { sitemap } = read(sitemapIndex, index).sitemapindex
  return sitemap.map(({ loc }) => mustBeOfSite(site, loc, index.asked))
}

export const documentChecks: readonly Check[] = [
  {
    promise: 'robots are told where the sitemap is',
    async look(site) {
      const { text } = mustAnswer(await site.get('/robots.txt'), 200)
      const [, address] = /^sitemap:\s*(\S+)/imu.exec(text) ?? []
      mustBeOfSite(site, address ?? 'nothing', '/robots.txt')
    },
  },
  {
    promise: 'the sitemap names addresses of this site that are there',
    async look(site) {
      const sitemaps = await sitemapsOf(site)
      if (sitemaps.length === 0) wrong('/sitemap.xml names none')
      for (const { pathname } of sitemaps) {
        const answer = mustAnswer(await site.get(pathname), 200)
        const { urlset } = read(addressList, answer)
        const addresses = urlset === '' ? [] : urlset.url
        const ends = [addresses[0], addresses.at(-1)].flatMap((each) => (each ? [each.loc] : []))
        for (const address of new Set(ends))
          mustAnswer(await site.get(mustBeOfSite(site, address, pathname).pathname), 200)
      }
    },
  },
  ...locales.map(
    (locale): Check => ({
      promise: `the feed in ${locale} can be read, and leads to articles`,
      async look(site) {
        const answer = mustAnswer(await site.get(`/${locale}/feed.xml`), 200)
        mustSay(answer, 'content-type', /^application\/rss\+xml/u)
        const { item } = read(feed, answer).rss.channel
        const [newest] = item
        if (!newest) throw new NothingYet(`no article in ${locale} is public`)
        mustAnswer(await site.get(mustBeOfSite(site, newest.link, answer.asked).pathname), 200)
      },
    }),
  ),
]
