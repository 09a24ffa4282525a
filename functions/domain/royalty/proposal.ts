import type * as z from 'zod'
import type { Article, genre } from '../article/article.ts'
import type { Locale } from '../locale.ts'
import type { Work } from './calculation.ts'
import type { RoyaltyInput } from './royalty.ts'
import { originalGenre, type RoyaltyScheme } from './scheme.ts'
import { isTranslated, pagesOf, type TextFacts } from './text.ts'

/** The text as its genre is usually paid. A text translated from outside is taken for a news item, the least there is. */
function mainWork(
  of: z.infer<typeof genre>,
  translated: boolean,
  { genres, translation }: RoyaltyScheme,
): Work {
  const original = originalGenre.safeParse(of).data ?? 'news'
  const { usualCoefficientTenths: coefficientTenths } = genres[original]
  if (of !== 'translation' && !translated) return { genre: of, coefficientTenths }
  return {
    genre: 'translation',
    coefficientTenths,
    translatedFrom: { genre: original, basisPoints: translation.usualBasisPoints },
  }
}

/** What is usually paid for a text: by its genre, its counted pages and photos. Who gets it is the newsroom's to say. */
export function suggestRoyalty(
  article: Article,
  locale: Locale,
  { characters, photos }: TextFacts,
  scheme: RoyaltyScheme,
): RoyaltyInput {
  const main = mainWork(article.genre, isTranslated(article, locale), scheme)
  // Photos are paid once, with the text that they were made for.
  const withPhotos = photos > 0 && main.genre !== 'photo' && main.genre !== 'translation'
  const photoWork: Work = { genre: 'photo', coefficientTenths: scheme.genres.photo.usualCoefficientTenths }
  return {
    article: article.id,
    locale,
    works: withPhotos ? [main, photoWork] : [main],
    pages: pagesOf(characters, scheme.charactersPerPage),
    photos: main.genre === 'translation' ? 0 : photos,
    incentiveBasisPoints: 0,
    contributions: [],
  }
}
