import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { defaultLocale, type Locale, locales } from '../../../../functions/domain/locale.ts'
import type { Settings } from '../../../../functions/domain/settings/settings.ts'
import { slugify } from '../../../../functions/domain/text.ts'
import { siteKeys } from '../../../../functions/store/keys.ts'
import { createNewsroom, type Newsroom } from '../../../../functions/store/newsroom.ts'
import type { Places } from '../places.ts'
import { articleIdsIn, findPublicArticle } from '../public-articles.ts'
import type { PostFile } from './content.ts'
import { attachmentOf, itemOf, languageName, type Naming, translationsTerm } from './post.ts'
import { cdata, element, escaped } from './xml.ts'

/** What must be known of all articles before the first can be written: WordPress calls posts by numbers. */
interface Known {
  /** The number of each text. */
  numbers: Map<string, Map<Locale, number>>
  logins: Map<string, string>
  latest: string
}

async function know(newsroom: Newsroom, ids: readonly string[]): Promise<Known> {
  const numbers: Known['numbers'] = new Map()
  const logins = new Map<string, string>()
  const taken = new Set<string>()
  let [number, latest] = [0, '1970-01-01T00:00:00.000Z']
  for (const id of ids) {
    const article = await findPublicArticle(newsroom, id)
    if (!article) continue
    const own = new Map<Locale, number>()
    for (const { page } of article.texts) {
      number += 1
      own.set(page.locale, number)
      const byline = page.byline.join(', ')
      if (byline !== '' && !logins.has(byline)) {
        const login = slugify(byline).slice(0, 50) || 'author'
        const free = taken.has(login) ? `${login}-${logins.size + 1}` : login
        taken.add(free)
        logins.set(byline, free)
      }
      const at = page.updatedAt ?? page.publishedAt
      if (at > latest) latest = at
    }
    numbers.set(id, own)
  }
  return { numbers, logins, latest }
}

type Words = Partial<Record<Locale, string>>

/** A section may have no name in a language that came later. */
const wordIn = (words: Words, locale: Locale) => words[locale] ?? words[defaultLocale] ?? ''

function namingOf({ sections, tags }: Settings, siteUrl: string, { logins }: Known): Naming {
  const named = (all: readonly { id: string; name: Words; slug: Words }[]) => {
    const byId = new Map(all.map((each) => [each.id, each]))
    return (id: string, locale: Locale) => {
      const found = byId.get(id)
      return found && { name: wordIn(found.name, locale), slug: wordIn(found.slug, locale) }
    }
  }
  return {
    siteUrl,
    slugs: Object.fromEntries(sections.map(({ id, slug }) => [id, slug])),
    section: named(sections),
    tag: named(tags),
    login: (byline) => logins.get(byline) ?? '',
  }
}

/** As PHP writes an array: which text stands in which language. */
const serialised = (own: ReadonlyMap<Locale, number>) =>
  `a:${own.size}:{${[...own].map(([locale, number]) => `s:${locale.length}:"${locale}";i:${number};`).join('')}}`

function* head(settings: Settings, siteUrl: string, { numbers, logins, latest }: Known): Generator<string> {
  let term = 0
  const declared = (taxonomy: string, slug: string, name: string, description: string) =>
    `<wp:term><wp:term_id>${++term}</wp:term_id>${element('wp:term_taxonomy', taxonomy)}${element('wp:term_slug', slug)}<wp:term_parent></wp:term_parent>${element('wp:term_name', name)}${element('wp:term_description', description)}</wp:term>\n`
  yield `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>${escaped(wordIn(settings.name, defaultLocale))}</title>
<link>${escaped(siteUrl)}</link>
<description></description>
<pubDate>${new Date(latest).toUTCString()}</pubDate>
<language>${defaultLocale}</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>${escaped(siteUrl)}</wp:base_site_url>
<wp:base_blog_url>${escaped(siteUrl)}</wp:base_blog_url>
`
  let author = 0
  for (const [byline, login] of logins)
    yield `<wp:author><wp:author_id>${++author}</wp:author_id>${element('wp:author_login', login)}${element('wp:author_email', '')}${element('wp:author_display_name', byline)}${element('wp:author_first_name', '')}${element('wp:author_last_name', '')}</wp:author>\n`
  for (const locale of locales) {
    for (const { name, slug } of settings.sections)
      yield `<wp:category><wp:term_id>${++term}</wp:term_id>${element('wp:category_nicename', wordIn(slug, locale))}<wp:category_parent></wp:category_parent><wp:cat_name>${cdata(wordIn(name, locale))}</wp:cat_name></wp:category>\n`
    for (const { name, slug } of settings.tags)
      yield `<wp:tag><wp:term_id>${++term}</wp:term_id>${element('wp:tag_slug', wordIn(slug, locale))}<wp:tag_name>${cdata(wordIn(name, locale))}</wp:tag_name></wp:tag>\n`
    const described = `a:3:{s:6:"locale";s:${locale.length}:"${locale}";s:3:"rtl";i:0;s:9:"flag_code";s:0:"";}`
    yield declared('language', locale, languageName(locale), described)
  }
  for (const [id, own] of numbers)
    yield declared('post_translations', translationsTerm(id), translationsTerm(id), serialised(own))
}

/**
 * Writes what readers have of a site as an export of WordPress (WXR 1.2): a post for each text, joined with those in other
 * languages as Polylang and WPML know it, and an item for each file that one shows. What is no page of readers is not in it.
 * The same site makes the same bytes.
 */
export async function writeWxr(
  file: string,
  { newsroom: table, site }: Pick<Places, 'newsroom' | 'site'>,
  siteUrl: string,
): Promise<{ posts: number; files: number }> {
  const newsroom = createNewsroom(table)
  const settings = await newsroom.settings()
  const ids = await articleIdsIn(table)
  const known = await know(newsroom, ids)
  const naming = namingOf(settings, siteUrl, known)
  const posts = [...known.numbers.values()].reduce((sum, own) => sum + own.size, 0)
  const files = new Map<string, number>()

  async function* items(): AsyncGenerator<string> {
    for (const [id, own] of known.numbers) {
      const article = await findPublicArticle(newsroom, id)
      const views = Number((await site.find(siteKeys.views(id)))?.views ?? 0)
      for (const { page, related } of article?.texts ?? []) {
        const number = own.get(page.locale)
        if (number === undefined) continue
        const made: string[] = []
        const fileNumber = (each: PostFile, parent: number) => {
          const there = files.get(each.url)
          if (there !== undefined) return there
          const next = posts + files.size + 1
          files.set(each.url, next)
          made.push(attachmentOf(each, next, parent, page.publishedAt))
          return next
        }
        const text = itemOf(
          {
            ...{ number, page, fileNumber, views, oldAddresses: article?.oldAddresses ?? [] },
            related: related.flatMap((other) => known.numbers.get(other)?.get(page.locale) ?? []),
          },
          naming,
        )
        yield* made
        yield text
      }
    }
  }

  async function* all(): AsyncGenerator<string> {
    yield* head(settings, siteUrl, known)
    yield* items()
    yield '</channel>\n</rss>\n'
  }

  await mkdir(dirname(file), { recursive: true })
  await pipeline(all, createWriteStream(`${file}.partial`))
  await rename(`${file}.partial`, file)
  return { posts, files: files.size }
}
