import { searchPath, suggestPath } from '../domain/site/paths.ts'
import { isNarrowed, longestQuery, type Search } from '../domain/site/search.ts'
import type { View } from './frame.ts'

/** Section, time and order: closed until somebody asks for them, and open where they are in use. */
function Filters({ view, search }: { view: View; search: Search }) {
  const { chrome, say } = view
  const sections = chrome.sections.filter(({ id, hasArticles }) => hasArticles || id === search.section)
  return (
    <details class="filters" open={isNarrowed(search) || search.order === 'newest'}>
      <summary>{say('search.filters')}</summary>
      <div>
        <label>
          {say('search.section')}
          <select name="section">
            <option value="">{say('search.everySection')}</option>
            {sections.map(({ id, name }) => (
              <option value={id} selected={id === search.section}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('search.from')}
          <input type="date" name="from" value={search.from} />
        </label>
        <label>
          {say('search.to')}
          <input type="date" name="to" value={search.to} />
        </label>
        <label>
          {say('search.order')}
          <select name="order">
            {(['best', 'newest'] as const).map((order) => (
              <option value={order === 'best' ? '' : order} selected={order === search.order}>
                {say(`search.${order}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  )
}

/** All that can be asked, as a form that needs no script. */
export function SearchForm({ view, search }: { view: View; search: Search }) {
  const { locale, t, say } = view
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers of some years do not know <search>
    <form class="ask" role="search" action={searchPath(locale)}>
      <label for="q">{say('search.query')}</label>
      <div class="find">
        <input
          id="q"
          type="search"
          name="q"
          value={search.q.slice(0, longestQuery)}
          maxlength={longestQuery}
          autocomplete="off"
          data-suggest={suggestPath(locale)}
          data-suggestions={t('search.suggestions')}
        />
        <button type="submit">{say('search.go')}</button>
      </div>
      <Filters view={view} search={search} />
    </form>
  )
}
