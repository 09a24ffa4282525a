import { html } from 'hono/html'
import { picturePath } from '../domain/library/file.ts'
import { articlePath } from '../domain/site/paths.ts'
import type { Card, SiteChrome } from '../domain/site/shapes.ts'

interface FeedOf {
  chrome: SiteChrome
  siteUrl: string
  title: string
  /** Path of the page that the feed follows, and of the feed. */
  page: string
  path: string
  cards: readonly Card[]
}

/** What XML 1.0 has no way to write, not even as a reference (section 2.2). */
const notInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** RFC 822, as RSS has it. */
const rssDate = (instant: string) => new Date(instant).toUTCString()

const changed = ({ publishedAt, updatedAt = publishedAt }: Card) => updatedAt

/**
 * The name of a text for ever (RFC 4151): readers' programs know by it what they have shown. Neither section nor slug is in
 * it, nor the port; the year is the one that such names began in, and never changes.
 */
function guidOf({ id, locale }: Card, siteUrl: string): string {
  return `tag:${new URL(siteUrl).hostname},2026:article/${id}/${locale}`
}

/** Of files whose size is not known nothing is told: programs trust the length. Sound first, since many take one alone. */
function enclosuresOf({ audio, film, image }: Card, siteUrl: string) {
  const picture = image?.fallback
    ? { href: picturePath(image, `${image.fallback}.jpg`), type: 'image/jpeg' }
    : undefined
  const files = [audio, film, picture && { ...picture, bytes: image?.bytes }]
  return files.flatMap((file) =>
    file?.bytes
      ? [
          html`<enclosure url="${new URL(file.href, siteUrl).href}" length="${file.bytes}" type="${file.type}"/>\n`,
        ]
      : [],
  )
}

/** A description is HTML, so its text is escaped once for that and, standing in XML, once more. */
function itemOf(card: Card, { chrome, siteUrl }: FeedOf) {
  const section = chrome.sections.find(({ id }) => id === card.section)
  return html`<item>
<title>${card.title}</title>
<link>${card.externalUrl ?? siteUrl + articlePath(chrome, card)}</link>
<guid isPermaLink="false">${guidOf(card, siteUrl)}</guid>
<pubDate>${rssDate(card.publishedAt)}</pubDate>
${card.updatedAt && html`<atom:updated>${card.updatedAt}</atom:updated>\n`}<description>${String(html`${card.summary}`)}</description>
${section && html`<category>${section.name}</category>\n`}${enclosuresOf(card, siteUrl)}</item>
`
}

/** RSS 2.0 with absolute addresses. Nothing in it tells when it was made, so equal content is equal bytes. */
export function renderFeed(feed: FeedOf): string {
  const { chrome, siteUrl, title, page, path, cards } = feed
  const latest = cards.map(changed).sort().at(-1)
  const document = html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${title}</title>
<link>${siteUrl}${page}</link>
<atom:link href="${siteUrl}${path}" rel="self" type="application/rss+xml"/>
<description>${chrome.tagline || title}</description>
<language>${chrome.locale}</language>
<copyright>${chrome.imprint.organisation}</copyright>
<generator>Bantin</generator>
${latest && html`<lastBuildDate>${rssDate(latest)}</lastBuildDate>\n`}${cards.map((card) => itemOf(card, feed))}</channel>
</rss>
`
  return String(document).replace(notInXml, '')
}
