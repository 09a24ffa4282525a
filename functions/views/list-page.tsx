import { monthName, monthOfYear } from '../domain/dates.ts'
import type { Locale } from '../domain/locale.ts'
import { monthPath } from '../domain/site/paths.ts'
import type { Archive, Card } from '../domain/site/shapes.ts'
import { CardList, thumbnail } from './cards.tsx'
import { count } from './format.ts'
import type { View } from './frame.ts'
import { Title } from './title.tsx'

/** Where a page of a list stands among the others. */
export interface Turns {
  newer?: string
  older?: string
}

export interface ListPageProps {
  view: View
  title: string
  /** What kind of list it is, above a title that does not say so. */
  kind?: string
  /** First page of the whole list, to which its months belong. */
  list: string
  cards: readonly Card[]
  /** How many of them, the first ones, stand there because they are pinned. @default 0 */
  pinned?: number
  archive: Archive
  turns: Turns
  /** The month shown, if it is one. */
  month?: string
  /** Whether the newest articles are on this page. */
  atStart: boolean
  /** Whether the list holds more than one section. */
  mixed?: boolean
}

function Pager({ view, list, turns, atStart }: Pick<ListPageProps, 'view' | 'list' | 'turns' | 'atStart'>) {
  const { t, say } = view
  if (atStart && !turns.newer && !turns.older) return null
  return (
    <nav class="pager" aria-label={t('list.pages')}>
      <ul>
        {turns.newer && (
          <li>
            <a rel="prev" href={turns.newer}>
              <span aria-hidden="true">← </span>
              {say('list.newer')}
            </a>
          </li>
        )}
        {!atStart && (
          <li>
            <a href={list}>{say('list.newest')}</a>
          </li>
        )}
        {turns.older && (
          <li class="last">
            <a rel="next" href={turns.older}>
              {say('list.older')}
              <span aria-hidden="true"> →</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** Without its year, which stands above; somebody who hears the link alone is told it. */
function MonthName({ month, locale }: { month: string; locale: Locale }) {
  const short = monthOfYear(month, locale)
  const year = monthName(month, locale).slice(short.length)
  return (
    <>
      {short}
      <span class="vh">{year}</span>
    </>
  )
}

function ArchiveByMonth({
  view,
  archive,
  list,
  month,
}: Pick<ListPageProps, 'view' | 'archive' | 'list' | 'month'>) {
  const { locale, t, say } = view
  const years = Map.groupBy(archive.months, (each) => each.month.slice(0, 4))
  if (years.size === 0) return null
  const shown = month?.slice(0, 4) ?? [...years.keys()][0]
  return (
    <nav class="archive" aria-labelledby="archive">
      <h2 id="archive">{say('list.archive')}</h2>
      {[...years].map(([year, months]) => (
        <details open={year === shown}>
          <summary>{say('list.year', { year })}</summary>
          <ul>
            {months.map((each) => (
              <li>
                <a
                  href={monthPath(list, each.month)}
                  aria-current={each.month === month ? 'page' : undefined}
                >
                  <MonthName month={each.month} locale={locale} />
                </a>{' '}
                <span class="count" aria-hidden="true">
                  {count(each.count, locale)}
                </span>
                <span class="vh">({t('list.articles', { count: each.count })})</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  )
}

/** A list of articles, newest first: a section, a month of it, a tag, or everything. */
export function ListPage({
  view,
  title,
  kind,
  list,
  cards,
  pinned,
  archive,
  turns,
  month,
  atStart,
  mixed,
}: ListPageProps) {
  return (
    <>
      {kind && <p class="kind">{kind}</p>}
      <h1>
        <Title text={title} />
      </h1>
      <div class="columns">
        <div>
          {cards.length > 0 ? (
            <CardList
              view={view}
              cards={cards}
              pinned={pinned}
              heading="h2"
              section={mixed}
              pictures={thumbnail}
              class="cards dated"
            />
          ) : (
            <p class="empty">{view.say(mixed ? 'front.empty' : 'list.empty')}</p>
          )}
          <Pager view={view} list={list} turns={turns} atStart={atStart} />
        </div>
        <ArchiveByMonth view={view} archive={archive} list={list} month={month} />
      </div>
    </>
  )
}
