import type * as z from 'zod'
import type { Article, openArticle } from './article.ts'

/** An article as everybody of the newsroom reads it. Beside its schema, which a browser that compares has no need of. */
export function openly({ legacy: _, ...rest }: Article): z.infer<typeof openArticle> {
  return rest
}
