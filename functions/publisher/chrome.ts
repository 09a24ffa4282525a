import { type Locale, localeOfPath, locales } from '../domain/locale.ts'
import { cacheTags } from '../domain/site/cache-tags.ts'
import { type Contents, composeChrome } from '../domain/site/chrome.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { SiteWriter } from '../store/site-writer.ts'
import { composeFront } from './lists.ts'
import { digestOf } from './project.ts'

/** A front page, or the chrome of a language: what it is to be, and what is purged when it changes. */
export interface SitePart {
  name: string
  digest: string
  tag: string
  save: (to: SiteWriter) => Promise<void>
}

/** Pages that a menu may name: more than any site has. */
const mostPages = 500

/** What front pages and chrome are to show now, by the settings and by what is listed. */
export async function composeSite(newsroom: Newsroom, site: SiteWriter): Promise<SitePart[]> {
  const settings = await newsroom.settings()
  const made = locales.map(async (locale): Promise<[Locale, Contents]> => {
    const [front, pages, tagged] = await Promise.all([
      composeFront(site, locale, settings.sections),
      site.cards(locale, { kind: 'page' }, { newestFirst: true, limit: mostPages }),
      site.findTagged(locale),
    ])
    return [locale, { front, tagged, pages }]
  })
  const contents = new Map(await Promise.all(made))
  return [
    ...[...contents].map(([locale, { front }]) => ({
      name: `front-${locale}`,
      digest: digestOf(front),
      tag: cacheTags.locale(locale),
      save: (to: SiteWriter) => to.saveFront(locale, front),
    })),
    ...locales.map((locale) => {
      const gone = settings.gone.filter((address) => localeOfPath(address) === locale)
      const save = (to: SiteWriter) => to.saveGone(locale, gone)
      return { name: `gone-${locale}`, digest: digestOf(gone), tag: cacheTags.locale(locale), save }
    }),
    ...locales.map((locale) => {
      const chrome = composeChrome(settings, locale, contents)
      const save = (to: SiteWriter) => to.saveChrome(chrome)
      return { name: `chrome-${locale}`, digest: digestOf(chrome), tag: cacheTags.site, save }
    }),
  ]
}
