import { AppError } from '../errors.ts'
import { refusal } from '../rules.ts'
import type { Article } from './article.ts'

/** Refuses to go on with an article that was put away. */
export function requireKept({ discarded }: Article): void {
  if (discarded) throw new AppError('conflict', refusal('discarded'))
}
