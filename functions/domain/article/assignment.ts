import type * as z from 'zod'
import { AppError } from '../errors.ts'
import type { Locale } from '../locale.ts'
import { refusal } from '../rules.ts'
import type { Article, assignment } from './article.ts'
import { requireKept } from './kept.ts'
import { same } from './same.ts'

/** Who is to write a text or to translate it, by which day of Vietnam, and what they were told; `by` whom, and when. */
export type Assignment = z.infer<typeof assignment>

/** The article, whose text in this language is nobody's task any more. */
export function unassigned(article: Article, locale: Locale): Article {
  const { assignments, ...rest } = article
  if (!assignments?.[locale]) return article
  const { [locale]: _, ...others } = assignments
  return Object.values(others).some(Boolean) ? { ...rest, assignments: others } : rest
}

/**
 * Makes a text somebody's task, whether it is written yet or not; nobody's, without `task`. No word of it changes, so nothing has to
 * be approved again. `from`: whose it is by what the caller knows, null for nobody's; refused where it is another's by now.
 */
export function assign(
  article: Article,
  locale: Locale,
  task: Assignment | undefined,
  from: string | null,
): Article {
  requireKept(article)
  const before = article.assignments?.[locale]
  if ((before?.to ?? null) !== from) throw new AppError('conflict', refusal('assigned_meanwhile', { locale }))
  if (!task) return unassigned(article, locale)
  const isSame = before && same({ ...before, at: '', by: '' }, { ...task, at: '', by: '' })
  return isSame ? article : { ...article, assignments: { ...article.assignments, [locale]: task } }
}
