import { latestPath, sectionPath } from '../domain/site/paths.ts'
import { isNarrowed, longestQuery, type Search, searchAddress } from '../domain/site/search.ts'
import type { Card } from '../domain/site/shapes.ts'
import { CardList } from './cards.tsx'
import type { View } from './frame.ts'
import { SearchForm } from './search-form.tsx'
import { type FoundArticle, type Results, SearchResults } from './search-results.tsx'

export type { FoundArticle, Results }

/**
 * What the page shows below its form. `nothing`: there is no question yet. `wordless`: one of signs alone. `failed`: the index
 * cannot be asked.
 */
export type Outcome =
  | { state: 'nothing' | 'wordless' }
  | { state: 'found'; results: Results }
  | { state: 'failed'; latest: readonly Card[] }

/** The sections, and all months: where else to look. */
function Elsewhere({ view }: { view: View }) {
  const { chrome, locale, say } = view
  const sections = chrome.sections.filter(({ hasArticles }) => hasArticles)
  return (
    <section class="elsewhere" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{say('search.elsewhere')}</h2>
      <ul>
        {sections.map(({ id, name }) => (
          <li>
            <a href={sectionPath(chrome, id, locale)}>{name}</a>
          </li>
        ))}
        <li>
          <a href={`${latestPath(locale)}#archive`}>{say('search.archive')}</a>
        </li>
      </ul>
    </section>
  )
}

function Advice({
  view: { say },
  tips,
}: {
  view: View
  tips: readonly ('spelling' | 'fewer' | 'marks' | 'phrase' | 'number')[]
}) {
  return (
    <section aria-labelledby="advice">
      <h2 id="advice">{say('search.advice.title')}</h2>
      <ul class="tips">
        {tips.map((tip) => (
          <li>{say(`search.advice.${tip}`)}</li>
        ))}
      </ul>
    </section>
  )
}

/** "Did you mean": another question, with all else as it was asked. */
function Instead({ view, search, q }: { view: View; search: Search; q: string }) {
  return (
    <p class="instead">
      {view.say('search.instead')}: <a href={searchAddress(view.locale, { ...search, q, page: 1 })}>{q}</a>
    </p>
  )
}

function Found({ view, search, results }: { view: View; search: Search; results: Results }) {
  const { locale, t, say } = view
  const { total, instead, isStale } = results
  const told = { q: search.q, count: total }
  return (
    <>
      {instead && <Instead view={view} search={search} q={instead} />}
      {isStale && <p class="note">{say('search.stale')}</p>}
      {total > 0 ? (
        <SearchResults view={view} search={search} results={results} />
      ) : (
        <>
          <h2>{t('search.none', told)}</h2>
          {isNarrowed(search) && (
            <p class="more">
              <a href={searchAddress(locale, { q: search.q })}>{say('search.everything')}</a>
            </p>
          )}
          <div class="helps">
            <Advice view={view} tips={['spelling', 'fewer', 'number']} />
            <Elsewhere view={view} />
          </div>
        </>
      )}
    </>
  )
}

function Failed({ view, latest }: { view: View; latest: readonly Card[] }) {
  const { say } = view
  return (
    <>
      <div class="notice">
        <h2>{say('search.failedTitle')}</h2>
        <p>{say('search.failed')}</p>
        <p>
          {/* biome-ignore lint/a11y/useValidAnchor: this very address, whatever it asks: the mirror has one page for all questions */}
          <a href="">{say('search.again')}</a>
        </p>
      </div>
      <div class="helps">
        <Elsewhere view={view} />
        {latest.length > 0 && (
          <section aria-labelledby="latest">
            <h2 id="latest">{say('front.latest')}</h2>
            <CardList view={view} cards={latest} heading="h3" section summary={false} />
          </section>
        )}
      </div>
    </>
  )
}

/** The page that searches a locale, in every state that it has. */
export function SearchPage({ view, search, outcome }: { view: View; search: Search; outcome: Outcome }) {
  const { say } = view
  return (
    <>
      <h1>{say('search.title')}</h1>
      <SearchForm view={view} search={search} />
      {search.q.length > longestQuery && <p class="note">{say('search.cut', { count: longestQuery })}</p>}
      {outcome.state === 'found' && <Found view={view} search={search} results={outcome.results} />}
      {outcome.state === 'failed' && <Failed view={view} latest={outcome.latest} />}
      {(outcome.state === 'nothing' || outcome.state === 'wordless') && (
        <>
          {outcome.state === 'wordless' && <p class="note">{say('search.wordless')}</p>}
          <div class="helps">
            <Advice view={view} tips={['marks', 'phrase', 'number']} />
            <Elsewhere view={view} />
          </div>
        </>
      )}
    </>
  )
}
