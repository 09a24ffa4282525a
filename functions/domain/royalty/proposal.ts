import { type Article, genre } from '../article/article.ts'
import type { Locale } from '../locale.ts'
import type { Work } from './calculation.ts'
import type { RoyaltyInput } from './royalty.ts'
import { type OriginalGenre, originalGenre, type RoyaltyScheme } from './scheme.ts'
import { isTranslated, pagesOf, type TextFacts } from './text.ts'

/** What a genre is usually paid; nothing, where the scheme was written before there was such a genre. */
function usualOf({ genres }: RoyaltyScheme, of: OriginalGenre): number {
  return genres[of]?.usualCoefficientTenths ?? 0
}

/**
 * The text as its genre is usually paid. One translated from outside, or of a genre that there is no more, is taken for a
 * news item, the least there is.
 */
function mainWork(named: string, translated: boolean, scheme: RoyaltyScheme): Work {
  const of = genre.safeParse(named).data ?? 'news'
  const original = originalGenre.safeParse(of).data ?? 'news'
  const coefficientTenths = usualOf(scheme, original)
  if (of !== 'translation' && !translated) return { genre: of, coefficientTenths }
  return {
    genre: 'translation',
    coefficientTenths,
    translatedFrom: { genre: original, basisPoints: scheme.translation.usualBasisPoints },
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
  const photoWork: Work = { genre: 'photo', coefficientTenths: usualOf(scheme, 'photo') }
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
