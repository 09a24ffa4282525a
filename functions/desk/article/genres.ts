import type { ArticleInput, ArticleType } from '../../domain/article/article.ts'

type Genre = NonNullable<ArticleInput['genre']>

const all: Record<Genre, true> = {
  news: true,
  qa: true,
  photo: true,
  drawing: true,
  feature: true,
  commentary: true,
  reportage: true,
  interview: true,
  literature: true,
  research: true,
  media: true,
  translation: true,
  compiled: true,
  document: true,
}

const kinds: Record<ArticleType, true> = { news: true, page: true }
export const types = Object.keys(kinds) as ArticleType[]

/** The genres that may be chosen, in the order of the royalty table; the compiler holds them to those of the domain. */
export const genres = Object.keys(all) as Genre[]
