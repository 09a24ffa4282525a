import type { Article } from '../../domain/article/article.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Api } from '../api/api.ts'
import type { Line } from './revisions.ts'

/** When a line was written here: of one that was imported, `at` tells when it was written elsewhere. */
export const writtenAt = ({ at, imported }: Pick<Line, 'at' | 'imported'>) => imported?.at ?? at

/** The last of some lines, in any order, that was there at a moment (UTC). */
export const lineAt = (lines: readonly Line[], moment: string): Line | undefined =>
  lines
    .filter((line) => writtenAt(line) <= moment)
    .reduce<Line | undefined>((last, line) => (last && last.number > line.number ? last : line), undefined)

/** What readers had of an article in one language. */
export interface ShownThen {
  locale: Locale
  /** The state that was live; where it was placed, the state of then says. */
  article: Article
  revision: number
}

interface Answer {
  article: Article
}

/** Which texts of an article readers had at a moment (UTC), by its chain alone. */
export async function findShownThen(
  api: Pick<Api, 'read'>,
  id: string,
  moment: string,
  signal: AbortSignal,
): Promise<ShownThen[]> {
  let found: Line | undefined
  let cursor: string | undefined
  do {
    const query = new URLSearchParams({ limit: '50', ...(cursor !== undefined && { cursor }) })
    const { data } = await api.read<{ revisions: Line[]; next?: string }>(
      `/articles/${id}/revisions?${query}`,
      {
        signal,
      },
    )
    found = lineAt(data.revisions, moment)
    cursor = data.next
  } while (!found && cursor !== undefined)
  if (!found) return []
  const stateOf = async (number: number) =>
    (await api.read<Answer>(`/articles/${id}/revisions/${number}`, { signal })).data.article
  const then = await stateOf(found.number)
  const shown: ShownThen[] = []
  for (const locale of locales) {
    const revision = then.translations[locale]?.live?.revision
    if (revision === undefined) continue
    const state = revision === found.number ? then : await stateOf(revision)
    const { section, featured, tags, related } = then
    shown.push({ locale, revision, article: { ...state, section, featured, tags, related } })
  }
  return shown
}
