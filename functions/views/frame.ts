import { dateline } from '../domain/dates.ts'
import type { Locale } from '../domain/locale.ts'
import { articlePath } from '../domain/site/paths.ts'
import type { ArticlePage, PublicTag, SiteChrome } from '../domain/site/shapes.ts'
import { type Say, sayer, type Translate, translator } from './i18n.tsx'

export interface Assets {
  /** Minified; printed into the page. */
  css: string
  /** Path of the reader's script, `/assets/reader-<hash>.js`; a preview has none. */
  script?: string
}

/** What every page is given, beside what it shows. */
export interface Frame {
  chrome: SiteChrome
  locale: Locale
  /** `https://host`, without a slash at the end: absolute addresses are made with it. */
  siteUrl: string
  /** Path of this page with its cursor, if it has one. */
  path: string
  assets: Assets
  /** Paths of the same page in other languages; undefined = not there. */
  alternates: Partial<Record<Locale, string>>
}

/** A frame with the words of its locale. */
export interface View extends Frame {
  /** For attributes and for what is made of several words. */
  t: Translate
  /** For what stands in the page by itself. */
  say: Say
  /** A moment as this site writes it. */
  dateline: (at: string) => string
}

/** The tags of an article, as its locale calls them now. */
export function tagsOf({ chrome }: View, { tags }: ArticlePage): PublicTag[] {
  return tags.flatMap((id) => chrome.tags.find((tag) => tag.id === id) ?? [])
}

export function viewOf(frame: Frame): View {
  const { locale, chrome } = frame
  return {
    ...frame,
    t: translator(locale),
    say: sayer(locale),
    dateline: (at) => dateline(at, locale, chrome.weekdays),
  }
}

/** The frame of a page at the address that it would have. */
export function articleFrame(frame: Frame, { id, alternates, ...page }: ArticlePage): Frame {
  const { chrome } = frame
  return {
    ...frame,
    path: articlePath(chrome, { ...page, id }),
    alternates: Object.fromEntries(
      alternates.map((place) => [place.locale, articlePath(chrome, { ...place, id })]),
    ),
  }
}
