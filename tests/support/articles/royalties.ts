import { calculate } from '../../../functions/domain/royalty/calculation.ts'
import { defaultRoyaltyScheme } from '../../../functions/domain/royalty/default-scheme.ts'
import { approve, type Royalty, type RoyaltyInput } from '../../../functions/domain/royalty/royalty.ts'
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

/** A proposal as it is approved at a moment (UTC). */
export function anApproval(proposal: Royalty, at = '2019-07-20T08:00:00.000Z'): Royalty {
  const { text, contributions } = proposal
  const version = { id: 'default', revision: 0, scheme: defaultRoyaltyScheme }
  return approve(proposal, {
    ...{ at, by: { id: 'a1', name: 'Approver', role: 'approver' }, text, warnings: [], accept: [] },
    calculation: calculate(proposal, version, at.slice(0, 10)),
    payees: contributions.map(({ payee }) => ({ id: payee, name: 'Người viết', kind: 'outside' })),
  })
}
