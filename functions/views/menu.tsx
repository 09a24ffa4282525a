import { sectionPath } from '../domain/site/paths.ts'
import type { PublicMenuEntry, PublicMenuItem, SiteChrome } from '../domain/site/shapes.ts'
import type { View } from './frame.ts'

/** `page` for the page itself, `true` for a page below it. */
function currentAt(path: string, href: string): 'page' | 'true' | undefined {
  if (path === href) return 'page'
  return path.startsWith(`${href}/`) || path.startsWith(`${href}?`) ? 'true' : undefined
}

/** What an entry is called: as it was arranged, else as the site calls what it leads to. */
export function nameOf({ t }: View, { name, own }: Pick<PublicMenuEntry, 'name' | 'own'>): string {
  return name ?? (own ? t(`menu.${own}`) : '')
}

/** Where nobody has arranged a menu: the sections that have something to read. */
export function menuOf(chrome: SiteChrome): readonly PublicMenuItem[] {
  if (chrome.menu.length > 0) return chrome.menu
  return chrome.sections
    .filter(({ hasArticles }) => hasArticles)
    .map(({ id, name }) => ({ name, href: sectionPath(chrome, id, chrome.locale), entries: [] }))
}

function Entry({ view, entry }: { view: View; entry: PublicMenuEntry }) {
  const { href } = entry
  const away = href.startsWith('/') ? undefined : 'noopener'
  return (
    <li>
      <a href={href} rel={away} aria-current={currentAt(view.path, href)}>
        {nameOf(view, entry)}
      </a>
    </li>
  )
}

export function Entries({ view, entries }: { view: View; entries: readonly PublicMenuEntry[] }) {
  return (
    <ul>
      {entries.map((entry) => (
        <Entry view={view} entry={entry} />
      ))}
    </ul>
  )
}

/** Opened and closed by the browser itself, one at a time, by mouse, finger and keys. */
function Group({ view, item }: { view: View; item: PublicMenuItem }) {
  const isHere = item.entries.some(({ href }) => currentAt(view.path, href) !== undefined)
  return (
    <li>
      <details name="menu">
        <summary aria-current={isHere ? 'true' : undefined}>{nameOf(view, item)}</summary>
        <Entries view={view} entries={item.entries} />
      </details>
    </li>
  )
}

/** The menu above every page. It needs no script. */
export function Menu({ view }: { view: View }) {
  const { chrome, locale, path, t, say } = view
  const home = `/${locale}`
  return (
    <nav class="sections" aria-label={t('menu.label')}>
      <ul class="wrap">
        <li>
          <a href={home} aria-current={path === home ? 'page' : undefined}>
            {say('home')}
          </a>
        </li>
        {menuOf(chrome).map((item) =>
          item.href === undefined ? (
            <Group view={view} item={item} />
          ) : (
            <Entry view={view} entry={{ ...item, href: item.href }} />
          ),
        )}
      </ul>
    </nav>
  )
}
