import * as z from 'zod'
import { languages } from '../../../locales/languages.ts'
import { idPattern } from '../id.ts'
import type { Locale } from '../locale.ts'
import { pathWord } from '../path-words.ts'
import type { Card, Place, SiteChrome } from './shapes.ts'

/** `/vi/tin-tuc` */
export function sectionPath(chrome: Pick<SiteChrome, 'slugs'>, section: string, locale: Locale): string {
  return `/${locale}/${chrome.slugs[section]?.[locale] ?? section}`
}

/** `/vi/moi-nhat`: every article of a locale, newest first. */
export function latestPath(locale: Locale): string {
  return `/${locale}/${pathWord('latest', locale)}`
}

/** `/vi/chu-de/asean`: every article that carries a tag. */
export function tagPath(locale: Locale, slug: string): string {
  return `/${locale}/${pathWord('topics', locale)}/${slug}`
}

/** `/vi/tim-kiem`: the page that searches a locale. */
export function searchPath(locale: Locale): string {
  return `/${locale}/${pathWord('search', locale)}`
}

/** `/vi/trang/gioi-thieu-4k7m2p9x1a`: what stands below this is a page, and in no list. */
export function pagesPath(locale: Locale): string {
  return `/${locale}/${pathWord('pages', locale)}`
}

/** `/vi/so-do`: the way to all that there is. */
export function sitemapPath(locale: Locale): string {
  return `/${locale}/${pathWord('sitemap', locale)}`
}

/** `/vi/lien-he`: where to write to. */
export function contactPath(locale: Locale): string {
  return `/${locale}/${pathWord('contact', locale)}`
}

/** `/vi/lien-he/da-gui`: thanks for what was sent; `/vi/lien-he/da-gui/4k7m2p9x1a` for what was said of an article. */
export function sentPath(locale: Locale, about?: string): string {
  const path = `${contactPath(locale)}/${languages[locale].addresses.sent}`
  return about === undefined ? path : `${path}/${about}`
}

/** `/feedback/vi`: where the forms of the site send what was written. */
export function feedbackPath(locale: string): string {
  return `/feedback/${locale}`
}

/** `/suggest/vi`: what readers may mean, while they type; `*` for the pattern of all. */
export function suggestPath(locale: Locale | '*'): string {
  return `/suggest/${locale}`
}

/** `/vi/tin-tuc/2019/07`: a month of the list at `list`. */
export function monthPath(list: string, month: string): string {
  return `${list}/${month.replace('-', '/')}`
}

/** RSS and JSON Feed, by the ends of their addresses. */
export const feedFormats = ['xml', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/** `/vi/feed.xml` for everything, `/vi/tin-tuc/feed.xml` for the section or tag at `list`. */
export function feedPath(list: string, format: FeedFormat = 'xml'): string {
  return `${list}/feed.${format}`
}

/** Where the mark is asked for: by whom knows no other place, as a drawing, by telephones. */
export const iconPaths = {
  ico: '/favicon.ico',
  svg: '/favicon.svg',
  touch: '/apple-touch-icon.png',
  small: '/icon-192.png',
  large: '/icon-512.png',
} as const

/** `/vi/manifest.webmanifest`: what the site is called among programs. */
export function manifestPath(locale: Locale): string {
  return `/${locale}/manifest.webmanifest`
}

/** `/api/v1/articles`: what is public, for programs. */
export function apiPath(path: string): string {
  return `/api/v1/${path}`
}

/** What is news to those who collect them. */
export const newsSitemapPath = '/sitemaps/news.xml'

/** `/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a`: the id alone finds the article, the rest is for people. */
export function articlePath(
  chrome: Pick<SiteChrome, 'slugs'>,
  { id, ...at }: Place & { id: string },
): string {
  const above = at.type === 'page' ? pagesPath(at.locale) : sectionPath(chrome, at.section, at.locale)
  return `${above}/${at.slug}-${id}`
}

/** What an article is beside its page, by the end of its address: a picture to share it by, its day for calendars, paper, one file to keep. */
export const articleForms = ['png', 'ics', 'pdf', 'html'] as const
export type ArticleForm = (typeof articleForms)[number]

/** `/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a.ics`: the article at `path` in another form. */
export function formPath(path: string, form: ArticleForm): string {
  return `${path}.${form}`
}

/** `/vi/events.ics`: the days of all that has one. */
export function eventsPath(locale: Locale): string {
  return `/${locale}/events.ics`
}

/** A list's place in time: `<publishedAt>_<id>`; unique, and sorts as the list does. */
export function cursorOf({ publishedAt, id }: Pick<Card, 'publishedAt' | 'id'>): string {
  return `${publishedAt}_${id}`
}

/** When what stands at a cursor was published. */
export function publishedAtOf(cursor: string): string {
  return cursor.split('_')[0] ?? ''
}

export const cursor = z
  .string()
  .regex(new RegExp(`^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z_${idPattern}$`, 'u'))

/** What the CDN shows where neither the site nor the mirror has an answer. */
export const outagePath = '/errors/outage.html'
