import type { RoyaltyInput } from '../../../functions/domain/royalty/royalty.ts'
import type { TextFacts } from '../../../functions/domain/royalty/text.ts'

/** Builders of royalties. Each test names only what it is about. */

/** What is known of a published text when somebody is paid for it. */
export function textFacts(changes: Partial<TextFacts> = {}): TextFacts {
  return {
    title: 'Hội nghị tổng kết',
    revision: 2,
    publishedAt: '2019-07-15T08:00:00.000Z',
    digest: 'a'.repeat(64),
    characters: 3728,
    photos: 3,
    hasSource: false,
    ...changes,
  }
}

export const author = 'payee00001'
export const editor = 'payee00002'

export function aRoyalty(changes: Partial<RoyaltyInput> = {}): RoyaltyInput {
  return {
    article: '4k7m2p9x1a',
    locale: 'vi',
    works: [{ genre: 'news', coefficientTenths: 10 }],
    pages: 1,
    photos: 0,
    incentiveBasisPoints: 0,
    contributions: [{ payee: author, role: 'author', shareBasisPoints: 10_000 }],
    ...changes,
  }
}
