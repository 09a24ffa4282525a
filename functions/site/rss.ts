import { html } from 'hono/html'
import { articlePath } from '../domain/site/paths.ts'
import type { Card } from '../domain/site/shapes.ts'
import { type FeedOf, filesOf, nameOf } from './feed.ts'

/** What XML 1.0 has no way to write, not even as a reference (section 2.2). */
const notInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** RFC 822, as RSS has it. */
const rssDate = (instant: string) => new Date(instant).toUTCString()

const changed = ({ publishedAt, updatedAt = publishedAt }: Card) => updatedAt

/**
 * One file is enclosed: of several, programs take one or another (rssboard.org/rss-profile). The others follow as Media RSS.
 * A description is HTML, so its text is escaped once for that and, standing in XML, once more.
 */
function itemOf(card: Card, { chrome, siteUrl, contents }: FeedOf) {
  const content = contents.get(card.id)
  const [enclosure, ...others] = filesOf(card, siteUrl)
  const section = chrome.sections.find(({ id }) => id === card.section)
  return html`<item>
<title>${card.title}</title>
<link>${card.externalUrl ?? siteUrl + articlePath(chrome, card)}</link>
<guid isPermaLink="false">${nameOf(card, siteUrl)}</guid>
<pubDate>${rssDate(card.publishedAt)}</pubDate>
${card.updatedAt && html`<atom:updated>${card.updatedAt}</atom:updated>\n`}<description>${String(html`${card.summary}`)}</description>
${section && html`<category>${section.name}</category>\n`}${content?.html && html`<content:encoded>${content.html}</content:encoded>\n`}${enclosure && html`<enclosure url="${enclosure.url}" length="${enclosure.bytes}" type="${enclosure.type}"/>\n`}${others.map(({ url, type, bytes }) => html`<media:content url="${url}" fileSize="${bytes}" type="${type}"/>\n`)}</item>
`
}

/** RSS 2.0 with absolute addresses. Nothing in it tells when it was made, so equal content is equal bytes. */
export function renderFeed(feed: FeedOf): string {
  const { chrome, siteUrl, title, page, path, cards } = feed
  const latest = cards.map(changed).sort().at(-1)
  const document = html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
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
