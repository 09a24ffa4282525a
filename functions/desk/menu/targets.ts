import { useQuery } from '@tanstack/react-query'
import { type Locale, locales, wordsIn } from '../../domain/locale.ts'
import type { MenuTarget } from '../../domain/settings/menu.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import { useApi } from '../api/context.tsx'
import type { ArticleRow } from '../api/rows.ts'
import { useWords } from '../words.tsx'

/** Where an entry may lead, as a choice: its key says which target it is. */
export interface TargetChoice {
  id: string
  name: string
  /** What an entry is called that says no name of its own; of what words of the site name, none. */
  names?: Partial<Record<Locale, string>>
}

/** `section news`, `latest`: a target as the id of a choice; of an outside address the kind alone. */
export function keyOf(target: MenuTarget): string {
  return 'id' in target ? `${target.kind} ${target.id}` : target.kind
}

const own = ['latest', 'search', 'sitemap', 'contact'] as const

/** The target that a choice means. */
export function targetOf(key: string): MenuTarget | undefined {
  const [kind, id = ''] = key.split(' ')
  if (kind === 'section' || kind === 'tag' || kind === 'page') return { kind, id }
  if (kind === 'address') return { kind, url: 'https://' }
  const found = own.find((each) => each === kind)
  return found && { kind: found }
}

interface Page {
  articles: ArticleRow[]
  next?: string
}

/** Pages of the site, of which there are few; more than these no menu can name. */
const mostPages = 1000

/** Every place that an entry may lead to, pages and sections first; and why pages are missing there, where they are. */
export function useTargets({ sections, tags }: WrittenSettings) {
  const { t, locale } = useWords()
  const api = useApi()
  const pages = useQuery({
    queryKey: ['articles', 'pages'],
    queryFn: async ({ signal }) => {
      const rows: ArticleRow[] = []
      let next: string | undefined
      do {
        const asked = new URLSearchParams({ type: 'page', limit: '100', ...(next && { cursor: next }) })
        const { data } = await api.read<Page>(`/articles?${asked}`, { signal })
        rows.push(...data.articles)
        next = data.next
      } while (next && rows.length < mostPages)
      return rows
    },
  })
  const named = (kind: 'section' | 'tag', all: WrittenSettings['tags'] | WrittenSettings['sections']) =>
    all.map(({ id, name }) => ({
      id: `${kind} ${id}`,
      name: `${t(`menu.kinds.${kind}`)}: ${wordsIn(name, locale) ?? id}`,
      names: name,
    }))
  const choices: TargetChoice[] = [
    ...(pages.data ?? []).map(({ id, translations }) => ({
      id: `page ${id}`,
      name: `${t('menu.kinds.page')}: ${wordsIn(translations, locale)?.title ?? id}`,
      names: Object.fromEntries(locales.map((each) => [each, translations[each]?.title])),
    })),
    ...named('section', sections),
    ...named('tag', tags),
    ...own.map((id) => ({ id, name: t(`menu.kinds.${id}`) })),
    { id: 'address', name: t('menu.kinds.address') },
  ]
  return { choices, error: pages.error, retry: () => void pages.refetch() }
}
