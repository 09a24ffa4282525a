import { requireRight } from '../errors.ts'
import { refusal } from '../rules.ts'
import type { Article } from './article.ts'

/** Other articles that one names: what readers may want beside it, and what it answers. */
export type Named = Partial<Pick<Article, 'related' | 'replyTo'>>

function namedIn({ related = [], replyTo }: Named): { field: string; id: string }[] {
  const listed = related.map((id, index) => ({ field: `related.${index}`, id }))
  return replyTo === undefined ? listed : [...listed, { field: 'replyTo', id: replyTo }]
}

export const namedArticles = (named: Named): string[] => namedIn(named).map(({ id }) => id)

/** Refuses to name articles that are not there, but for those that were named before there was this rule. */
export function requireNamed(asked: Named, existing: ReadonlySet<string>, before: Named = {}): void {
  const earlier = namedArticles(before)
  const fields = namedIn(asked).flatMap(({ field, id }) =>
    existing.has(id) || earlier.includes(id) ? [] : [{ field, message: refusal('no_article', { id }) }],
  )
  requireRight(fields)
}

export function requireOthers(id: string, { related, replyTo }: Named): void {
  const field = related?.includes(id) ? 'related' : replyTo === id ? 'replyTo' : undefined
  if (field) requireRight([{ field, message: refusal('related_to_itself') }])
}
