import { shortDate } from '../domain/dates.ts'
import { type Search, searchAddress } from '../domain/site/search.ts'
import type { Card } from '../domain/site/shapes.ts'
import { LinkTo } from './cards.tsx'
import { count } from './format.ts'
import type { View } from './frame.ts'

/** A stretch of text, and whether it is what was asked for. */
export interface Part {
  text: string
  mark: boolean
}

/** An article that was found, with what is shown of it. */
export interface FoundArticle {
  article: Pick<Card, 'id' | 'locale' | 'section' | 'slug' | 'type' | 'publishedAt' | 'externalUrl'>
  title: readonly Part[]
  snippet: readonly Part[]
  /** Every word stands in it as it was typed, with its marks. */
  exact: boolean
}

export interface Results {
  total: number
  /** Of these, those that are `exact`; undefined where nobody asked for marks. */
  exactTotal?: number | undefined
  articles: readonly FoundArticle[]
  /** How many there are in each section. */
  sections: readonly { id: string; count: number }[]
  pages: number
  /** What was probably meant. */
  instead?: string | undefined
  /** Whether something newer may be missing. */
  isStale: boolean
}

export function Marked({ parts }: { parts: readonly Part[] }) {
  return <>{parts.map(({ text, mark }) => (mark ? <mark>{text}</mark> : text))}</>
}

function FoundItem({ view, found }: { view: View; found: FoundArticle }) {
  const { article, title, snippet } = found
  const isPage = article.type === 'page'
  const section = isPage
    ? view.t('page.kind')
    : view.chrome.sections.find(({ id }) => id === article.section)?.name
  return (
    <li class="card">
      <h3>
        <LinkTo view={view} card={article}>
          <Marked parts={title} />
        </LinkTo>
      </h3>
      <p class="when">
        {!isPage && <time datetime={article.publishedAt}>{shortDate(article.publishedAt, view.locale)}</time>}
        {section && (
          <>
            {' '}
            <span>{section}</span>
          </>
        )}
      </p>
      {snippet.length > 0 && (
        <p class="summary">
          <Marked parts={snippet} />
        </p>
      )}
    </li>
  )
}

function List({ view, articles }: { view: View; articles: readonly FoundArticle[] }) {
  if (articles.length === 0) return null
  return (
    <ul class="cards dated">
      {articles.map((found) => (
        <FoundItem view={view} found={found} />
      ))}
    </ul>
  )
}

function Pager({ view, search, pages }: { view: View; search: Search; pages: number }) {
  const { locale, t, say } = view
  const { page } = search
  if (pages < 2) return null
  const to = (there: number) => searchAddress(locale, { ...search, page: there })
  return (
    <nav class="pager" aria-label={t('search.pages')}>
      <ul>
        {page > 1 && (
          <li>
            <a rel="prev" href={to(page - 1)}>
              <span aria-hidden="true">← </span>
              {say('search.before')}
            </a>
          </li>
        )}
        <li>{say('search.page', { page, pages })}</li>
        {page < pages && (
          <li class="last">
            <a rel="next" href={to(page + 1)}>
              {say('search.next')}
              <span aria-hidden="true"> →</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** How many results each section has; a click asks for those alone. */
function BySection({
  view,
  search,
  sections,
}: {
  view: View
  search: Search
  sections: Results['sections']
}) {
  const { chrome, locale, t, say } = view
  const known = sections.flatMap(({ id, count: found }) => {
    const name = chrome.sections.find((each) => each.id === id)?.name
    return name === undefined ? [] : [{ id, name, found }]
  })
  if (known.length === 0 || (known.length === 1 && search.section === undefined)) return <div />
  const { section: _, ...everywhere } = { ...search, page: 1 }
  return (
    <nav class="archive" aria-labelledby="by-section">
      <h2 id="by-section">{say('search.bySection')}</h2>
      <ul>
        {search.section !== undefined && (
          <li>
            <a href={searchAddress(locale, everywhere)}>{say('search.everySection')}</a>
          </li>
        )}
        {known.map(({ id, name, found }) => (
          <li>
            <a
              href={searchAddress(locale, { ...everywhere, section: id })}
              aria-current={id === search.section ? 'true' : undefined}
            >
              {name}
            </a>{' '}
            <span class="count" aria-hidden="true">
              {count(found, locale)}
            </span>
            <span class="vh">({t('search.results', { count: found })})</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** `20 đúng dấu, 4 khác dấu`, where somebody typed marks. */
function Counts({ view: { t }, total, exactTotal }: { view: View } & Pick<Results, 'total' | 'exactTotal'>) {
  if (exactTotal === undefined || exactTotal === total) return null
  const exact = t('search.exact', { count: exactTotal })
  return (
    <p class="when">
      {exact}, {t('search.others', { count: total - exactTotal })}
    </p>
  )
}

/** The articles that were found: those with the very marks first, as the index orders them. */
export function SearchResults({ view, search, results }: { view: View; search: Search; results: Results }) {
  const { t, say, locale } = view
  const { total, exactTotal, articles, sections, pages } = results
  const isTold = exactTotal !== undefined && exactTotal < total
  const [exact, others] = isTold
    ? [articles.filter((each) => each.exact), articles.filter((each) => !each.exact)]
    : [articles, []]
  const order = search.order === 'best' ? 'newest' : 'best'
  return (
    <div class="columns found">
      <div>
        <h2>{t('search.found', { q: search.q, count: total })}</h2>
        <Counts view={view} total={total} exactTotal={exactTotal} />
        <p class="sort">
          <span>
            {say('search.order')}: <strong>{say(`search.${search.order}`)}</strong>
          </span>{' '}
          <a href={searchAddress(locale, { ...search, order, page: 1 })}>{say(`search.${order}`)}</a>
        </p>
        <List view={view} articles={exact} />
        {others.length > 0 && <h2 class="tier">{say('search.otherMarks')}</h2>}
        <List view={view} articles={others} />
        <Pager view={view} search={search} pages={pages} />
      </div>
      <BySection view={view} search={search} sections={sections} />
    </div>
  )
}
