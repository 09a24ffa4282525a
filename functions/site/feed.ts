import { picturePath } from '../domain/library/file.ts'
import type { Card, SiteChrome } from '../domain/site/shapes.ts'

/** What a feed carries of an article beside its card. */
export interface FeedContent {
  /** Its body, complete. */
  html: string
  byline: readonly string[]
  tags: readonly string[]
}

export interface FeedOf {
  chrome: SiteChrome
  siteUrl: string
  title: string
  /** Path of the page that the feed follows, and of the feed. */
  page: string
  path: string
  cards: readonly Card[]
  /** By the ids of the articles. */
  contents: ReadonlyMap<string, FeedContent>
}

/**
 * The name of a text for ever (RFC 4151): readers' programs know by it what they have shown. Neither section nor slug is in
 * it, nor the port; the year is the one that such names began in, and never changes.
 */
export function nameOf({ id, locale }: Pick<Card, 'id' | 'locale'>, siteUrl: string): string {
  return `tag:${new URL(siteUrl).hostname},2026:article/${id}/${locale}`
}

/** Of files whose size is not known nothing is told: programs trust the length. Sound first, since RSS encloses one alone. */
export function filesOf({ audio, film, image }: Card, siteUrl: string) {
  const picture = image?.fallback
    ? { href: picturePath(image, `${image.fallback}.jpg`), type: 'image/jpeg' }
    : undefined
  const files = [audio, film, picture && { ...picture, bytes: image?.bytes }]
  return files.flatMap((file) =>
    file?.bytes ? [{ url: new URL(file.href, siteUrl).href, type: file.type, bytes: file.bytes }] : [],
  )
}
