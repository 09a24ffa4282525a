import * as z from 'zod'
import { says } from '../rules.ts'
import { type Calculation, isCreator, type Work } from './calculation.ts'
import { plannedBaseOn, type RoyaltyScheme } from './scheme.ts'
import type { TextFacts } from './text.ts'

/** What an approver should know before money is promised. It can be overridden with a note, and then stays written down. */
export const warning = z.object({
  code: z.enum(['paidTwice', 'photos', 'source', 'unpublished', 'plannedBase', 'shares']),
  /** The line of a rule (`says`), which the door puts in words; of what was overridden before there were such, a sentence. */
  message: z.string(),
  /** Of which other royalty it speaks, where it speaks of one. */
  about: z.string().optional(),
})
export type Warning = z.infer<typeof warning>

/** Another royalty that stands: proposed, approved or paid. */
interface Other {
  id: string
  article: string
  locale: string
  text: Pick<TextFacts, 'digest'>
}

interface Subject {
  royalty: Other & { works: readonly Pick<Work, 'genre'>[]; photos: number }
  text: TextFacts
  scheme: RoyaltyScheme
  calculation: Pick<Calculation, 'amountVnd' | 'remunerationVnd' | 'payments'>
  /** The local day that decides the rate. */
  day: string
  others: readonly Other[]
}

type Found = Omit<Warning, 'code'>

function paidTwice({ royalty, text, others }: Subject): Found[] {
  return others.flatMap((other) => {
    if (other.id === royalty.id) return []
    if (other.article === royalty.article && other.locale === royalty.locale)
      return [{ message: says('royalty_same_text', { royalty: other.id }), about: other.id }]
    if (text.digest !== undefined && other.text.digest === text.digest) {
      const { id, article, locale } = other
      return [{ message: says('royalty_same_words', { royalty: id, article, locale }), about: id }]
    }
    return []
  })
}

/** What nobody has a share of, of the royalty and of the remuneration, where somebody has one. */
function undivided({ calculation: { amountVnd, remunerationVnd, payments } }: Subject): Found[] {
  const left = (whole: number, creators: boolean) => {
    const group = payments.filter((each) => isCreator(each) === creators)
    return group.length > 0 ? whole - group.reduce((sum, { vnd }) => sum + vnd, 0) : 0
  }
  const royalty = left(amountVnd, true)
  const remuneration = left(remunerationVnd, false)
  return [
    ...(royalty > 0 ? [{ message: says('royalty_undivided', { amount: royalty }) }] : []),
    ...(remuneration > 0 ? [{ message: says('remuneration_undivided', { amount: remuneration }) }] : []),
  ]
}

const checks: Record<Warning['code'], (subject: Subject) => Found[]> = {
  paidTwice,
  photos: ({ royalty, text }) =>
    royalty.photos > text.photos
      ? [{ message: says('photos_claimed', { claimed: royalty.photos, held: text.photos }) }]
      : [],
  source: ({ royalty, text }) =>
    !text.hasSource && royalty.works.some(({ genre }) => genre === 'compiled' || genre === 'document')
      ? [{ message: says('no_source_named') }]
      : [],
  unpublished: ({ text }) => (text.publishedAt ? [] : [{ message: says('never_published') }]),
  plannedBase: ({ scheme, day }) => {
    const planned = plannedBaseOn(scheme, day)
    return planned
      ? [{ message: says('base_only_planned', { amount: planned.vnd, from: planned.effectiveFrom }) }]
      : []
  },
  shares: undivided,
}

export function findWarnings(subject: Subject): Warning[] {
  return warning.shape.code.options.flatMap((code) =>
    checks[code](subject).map((found) => ({ code, ...found })),
  )
}
