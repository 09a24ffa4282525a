import type * as z from 'zod'
import { picturePath } from '../../domain/library/file.ts'
import type { Locale } from '../../domain/locale.ts'
import { articlePath, sectionPath, tagPath } from '../../domain/site/paths.ts'
import type { ArticlePage, Card, Nearby, Place, SearchText, SiteChrome } from '../../domain/site/shapes.ts'
import { plainBody } from '../../views/plain-body.ts'
import * as shapes from './shapes.ts'

interface Around {
  chrome: SiteChrome
  siteUrl: string
}

/** What is the same of an article, wherever it stands. */
function shared(
  article: Place & Pick<Card, 'id' | 'title' | 'summary' | 'publishedAt' | 'updatedAt' | 'externalUrl'>,
  { chrome, siteUrl }: Around,
) {
  return { ...article, url: article.externalUrl ?? siteUrl + articlePath(chrome, article) }
}

function versions({ id, alternates }: Pick<Card, 'id' | 'alternates'>, { chrome, siteUrl }: Around) {
  return alternates.map((place) => ({
    locale: place.locale,
    url: siteUrl + articlePath(chrome, { ...place, id }),
  }))
}

function summaryOf(card: Card, around: Around) {
  const { image } = card
  return {
    ...shared(card, around),
    image: image?.fallback ? around.siteUrl + picturePath(image, `${image.fallback}.jpg`) : undefined,
    alternates: versions(card, around),
  }
}

export function presentSummaries(
  { cards, next }: { cards: readonly Card[]; next: string | undefined },
  around: Around,
): z.infer<typeof shapes.summaries> {
  return shapes.summaries.parse({ items: cards.map((card) => summaryOf(card, around)), next })
}

export function presentText(
  page: ArticlePage,
  { replyTo, replies = [] }: Nearby,
  around: Around,
): z.infer<typeof shapes.text> {
  const absolute = (href: string) => new URL(href, around.siteUrl).href
  return shapes.text.parse({
    ...page,
    ...summaryOf(page, around),
    body: plainBody(page, around.siteUrl),
    replyTo: replyTo && shared(replyTo, around),
    replies: replies.map((each) => shared(each, around)),
    attachments: page.attachments.map((each) => ({ ...each, url: absolute(each.href) })),
    audio: page.audio && { ...page.audio, url: absolute(page.audio.href) },
  })
}

function presentNames(
  named: readonly { id: string; name: string; slug: string; alternates: Partial<Record<Locale, string>> }[],
  pathOf: (id: string, locale: Locale, slug: string) => string,
  { chrome, siteUrl }: Around,
): z.infer<typeof shapes.names> {
  return shapes.names.parse({
    items: named.map(({ id, name, slug, alternates }) => ({
      id,
      name,
      url: siteUrl + pathOf(id, chrome.locale, slug),
      alternates: Object.entries(alternates).map(([locale, other]) => ({
        locale,
        // The keys of what was parsed are locales.
        url: siteUrl + pathOf(id, locale as Locale, other),
      })),
    })),
  })
}

function presentSections(around: Around): z.infer<typeof shapes.names> {
  const { chrome } = around
  const pathOf = (id: string, locale: Locale) => sectionPath(chrome, id, locale)
  return presentNames(
    chrome.sections.filter(({ hasArticles }) => hasArticles),
    pathOf,
    around,
  )
}

function presentTags(around: Around): z.infer<typeof shapes.names> {
  return presentNames(around.chrome.tags, (_, locale, slug) => tagPath(locale, slug), around)
}

/** By the last part of the address. */
export const presentNamesOf = { sections: presentSections, tags: presentTags }

/** What was found, of which one page is shown. */
export function presentResults(
  { texts, ...counts }: { texts: readonly SearchText[]; total: number; page: number; pages: number },
  around: Around,
): z.infer<typeof shapes.results> {
  return shapes.results.parse({ ...counts, items: texts.map((each) => shared(each, around)) })
}
