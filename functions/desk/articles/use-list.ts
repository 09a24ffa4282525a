import { usePages } from '../api/pages.ts'
import type { ArticleRow } from '../api/rows.ts'
import { type Filters, questionOf } from './filters.ts'

/** A list of articles, page after page. */
export const useList = (filters: Filters) =>
  usePages<ArticleRow>('articles', questionOf(filters).toString(), 100)
