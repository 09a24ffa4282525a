import { monthOfYear } from '../domain/dates.ts'
import { openLists } from '../domain/site/lists.ts'
import { apiPath, eventsPath, feedPath, latestPath, monthPath } from '../domain/site/paths.ts'
import type { Archive, Card } from '../domain/site/shapes.ts'
import { CardLink } from './cards.tsx'
import { count } from './format.ts'
import type { View } from './frame.ts'
import { Entries, menuOf, nameOf } from './menu.tsx'

interface SitemapProps {
  view: View
  /** Every page that is public in this language. */
  pages: readonly Card[]
  /** Months of all news. */
  archive: Archive
}

function MenuTree({ view }: { view: View }) {
  return (
    <ul>
      {menuOf(view.chrome).map((item) => (
        <li>
          {item.href === undefined ? nameOf(view, item) : <a href={item.href}>{nameOf(view, item)}</a>}
          {item.entries.length > 0 && <Entries view={view} entries={item.entries} />}
        </li>
      ))}
    </ul>
  )
}

function Lists({ view, kind }: { view: View; kind: 'section' | 'tag' }) {
  const lists = openLists(view.chrome).filter(({ list, isEmpty }) => list.kind === kind && !isEmpty)
  return (
    <ul>
      {lists.map(({ name = '', path, feedOf }) => (
        <li>
          <a href={path}>{name}</a>
          {kind === 'section' && (
            <>
              {' '}
              <a class="feed" href={feedPath(feedOf)}>
                RSS<span class="vh"> {view.t('sitemap.feed', { section: name })}</span>
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Months({ view, archive }: Pick<SitemapProps, 'view' | 'archive'>) {
  const { locale, say } = view
  const list = latestPath(locale)
  return (
    <dl class="years">
      {[...Map.groupBy(archive.months, ({ month }) => month.slice(0, 4))].map(([year, months]) => (
        <div>
          <dt>{say('list.year', { year })}</dt>
          {months.map((each) => (
            <dd>
              <a href={monthPath(list, each.month)}>{monthOfYear(each.month, locale)}</a>{' '}
              <span class="count">({count(each.count, locale)})</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

/** What programs can have of the site. */
function OpenData({ view }: { view: View }) {
  const { locale, say } = view
  const front = `/${locale}`
  return (
    <ul>
      <li>
        <a href={feedPath(front)}>{say('sitemap.all_feeds', { format: 'RSS' })}</a>
      </li>
      <li>
        <a href={feedPath(front, 'json')}>{say('sitemap.all_feeds', { format: 'JSON Feed' })}</a>
      </li>
      <li>
        <a href={eventsPath(locale)}>{say('sitemap.events')}</a>
      </li>
      <li>
        <a href={apiPath('openapi.json')}>{say('sitemap.api')}</a>
      </li>
    </ul>
  )
}

/** The way to all that there is: for people, and complete. */
export function SitemapPage({ view, pages, archive }: SitemapProps) {
  const { chrome, say } = view
  return (
    <>
      <h1>{say('sitemap.title')}</h1>
      <div class="map">
        <section>
          <h2>{say('sitemap.menu')}</h2>
          <MenuTree view={view} />
        </section>
        {pages.length > 0 && (
          <section>
            <h2>{say('page.all')}</h2>
            <ul>
              {pages.map((card) => (
                <li>
                  <CardLink view={view} card={card} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h2>{say('sections')}</h2>
          <Lists view={view} kind="section" />
        </section>
        {chrome.tags.length > 0 && (
          <section>
            <h2>{say('sitemap.topics')}</h2>
            <Lists view={view} kind="tag" />
          </section>
        )}
        <section>
          <h2>{say('sitemap.data')}</h2>
          <OpenData view={view} />
        </section>
        {archive.months.length > 0 && (
          <section class="whole">
            <h2>{say('list.archive')}</h2>
            <Months view={view} archive={archive} />
          </section>
        )}
      </div>
    </>
  )
}
