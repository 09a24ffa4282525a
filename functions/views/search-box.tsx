import { searchPath, suggestPath } from '../domain/site/paths.ts'
import { longestQuery } from '../domain/site/search.ts'
import type { View } from './frame.ts'

/** Where one searches from any page: a form, to which the script adds suggestions. */
export function SearchBox({ view: { locale, t, say } }: { view: View }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers of some years do not know <search>
    <form class="find" role="search" action={searchPath(locale)}>
      <input
        type="search"
        name="q"
        required
        maxlength={longestQuery}
        autocomplete="off"
        data-suggest={suggestPath(locale)}
        data-suggestions={t('search.suggestions')}
        aria-label={t('search.label')}
        placeholder={t('search.label')}
      />
      <button type="submit">{say('search.go')}</button>
    </form>
  )
}
