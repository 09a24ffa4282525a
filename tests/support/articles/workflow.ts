import type { Article } from '../../../functions/domain/article/article.ts'
import { approve, publish, submit } from '../../../functions/domain/article/workflow.ts'
import type { Locale } from '../../../functions/domain/locale.ts'

interface Going {
  revision: number
  at: string
  publishedAt?: string | undefined
}

/** A text taken all the way to readers: submitted, approved by somebody else, published. */
export function goPublic(article: Article, locale: Locale, { at, ...publication }: Going): Article {
  const by = 'approver'
  const { status } = article.translations[locale] ?? {}
  const submitted =
    status === 'draft' || status === 'withdrawn' ? submit(article, locale, { by, at }) : article
  const approved = status === 'published' ? submitted : approve(submitted, locale, { by, at }, true)
  return publish(approved, locale, { by, at, ...publication })
}
