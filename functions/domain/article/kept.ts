import { AppError } from '../errors.ts'
import type { Article } from './article.ts'

/** Refuses to go on with an article that was put away. */
export function requireKept({ discarded }: Article): void {
  if (discarded) throw new AppError('conflict', 'the article was put away; take it back first')
}
