import { type Locale, otherLocales } from '../domain/locale.ts'
import { searchPath } from '../domain/site/paths.ts'
import type { View } from './frame.ts'
import { languageName, translator } from './i18n.tsx'
import { Mark } from './mark.tsx'
import { Menu } from './menu.tsx'
import { SearchBox } from './search-box.tsx'

export type SwitchNote = 'noArticle' | 'noPage'

/** Leads to the same page in the other language; where there is none, to its front page, and says so. */
function OtherLanguage({ view, locale, note }: { view: View; locale: Locale; note?: SwitchNote }) {
  const { alternates, say } = view
  const path = alternates[locale]
  return (
    <li>
      {path === undefined && note && (
        <span class="note">{say(`switch.${note}`, { language: languageName(locale, view.locale) })}</span>
      )}
      <a href={path ?? `/${locale}`} lang={locale} hreflang={locale}>
        {translator(locale)('language')}
      </a>
    </li>
  )
}

export function Header({ view, note }: { view: View; note?: SwitchNote }) {
  const { chrome, locale, path, t } = view
  const home = `/${locale}`
  return (
    <header class="top">
      <div class="band">
        <div class="wrap masthead">
          <a class="brand" href={home} rel="home">
            <Mark />
            <span>
              <span class="name">{chrome.name}</span> <span class="tagline">{chrome.tagline}</span>
            </span>
          </a>
          <nav class="languages" aria-label={t('switch.label')}>
            <ul>
              {otherLocales(locale).map((each) => (
                <OtherLanguage view={view} locale={each} note={note} />
              ))}
            </ul>
          </nav>
          {path !== searchPath(locale) && <SearchBox view={view} />}
        </div>
      </div>
      <Menu view={view} />
    </header>
  )
}
