import { picturePath } from '../domain/library/file.ts'
import { articlePath, iconPaths } from '../domain/site/paths.ts'
import type { Card } from '../domain/site/shapes.ts'
import { type FeedOf, filesOf, nameOf } from './feed.ts'

function itemOf(card: Card, { chrome, siteUrl, contents }: FeedOf) {
  const { image, summary, publishedAt, updatedAt, section } = card
  const { html, byline = [], tags = [] } = contents.get(card.id) ?? {}
  const topics = tags.flatMap((id) => chrome.tags.find((tag) => tag.id === id)?.name ?? [])
  const sectionName = chrome.sections.find(({ id }) => id === section)?.name
  return {
    id: nameOf(card, siteUrl),
    url: card.externalUrl ?? siteUrl + articlePath(chrome, card),
    title: card.title,
    // One of the two is demanded (JSON Feed 1.1).
    ...(html ? { content_html: html, summary } : { content_text: summary }),
    image: image?.fallback ? siteUrl + picturePath(image, `${image.fallback}.jpg`) : undefined,
    date_published: publishedAt,
    date_modified: updatedAt,
    authors: byline.length > 0 ? byline.map((name) => ({ name })) : undefined,
    tags: [...(sectionName ? [sectionName] : []), ...topics],
    language: card.locale,
    attachments: filesOf(card, siteUrl).map(({ url, type, bytes }) => ({
      url,
      mime_type: type,
      size_in_bytes: bytes,
    })),
  }
}

/** JSON Feed 1.1 (jsonfeed.org), for programs that would rather not read XML. */
export function renderJsonFeed(feed: FeedOf): string {
  const { chrome, siteUrl, title, page, path, cards } = feed
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description: chrome.tagline || undefined,
    home_page_url: siteUrl + page,
    feed_url: siteUrl + path,
    icon: siteUrl + iconPaths.large,
    favicon: siteUrl + iconPaths.ico,
    language: chrome.locale,
    authors: [{ name: chrome.imprint.organisation, url: siteUrl }],
    items: cards.map((card) => itemOf(card, feed)),
  })
}
