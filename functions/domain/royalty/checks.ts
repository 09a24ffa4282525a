import * as z from 'zod'
import type { Work } from './calculation.ts'
import { plannedBaseOn, type RoyaltyScheme } from './scheme.ts'
import type { TextFacts } from './text.ts'

/** What an approver should know before money is promised. It can be overridden with a note, and then stays written down. */
export const warning = z.object({
  code: z.enum(['paidTwice', 'photos', 'source', 'unpublished', 'plannedBase']),
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
  /** The local day that decides the rate. */
  day: string
  others: readonly Other[]
}

type Found = Omit<Warning, 'code'>

function paidTwice({ royalty, text, others }: Subject): Found[] {
  return others.flatMap((other) => {
    if (other.id === royalty.id) return []
    if (other.article === royalty.article && other.locale === royalty.locale)
      return [{ message: `royalty ${other.id} is for the same text`, about: other.id }]
    if (text.digest !== undefined && other.text.digest === text.digest)
      return [
        {
          message: `royalty ${other.id} is for the same words in article ${other.article} (${other.locale})`,
          about: other.id,
        },
      ]
    return []
  })
}

const checks: Record<Warning['code'], (subject: Subject) => Found[]> = {
  paidTwice,
  photos: ({ royalty, text }) =>
    royalty.photos > text.photos
      ? [{ message: `${royalty.photos} photos are claimed, but the article holds ${text.photos}` }]
      : [],
  source: ({ royalty, text }) =>
    !text.hasSource && royalty.works.some(({ genre }) => genre === 'compiled' || genre === 'document')
      ? [{ message: 'the text is compiled or posted again, but the article names no source' }]
      : [],
  unpublished: ({ text }) => (text.publishedAt ? [] : [{ message: 'the text was never published' }]),
  plannedBase: ({ scheme, day }) => {
    const planned = plannedBaseOn(scheme, day)
    return planned
      ? [
          {
            message: `a base salary of ${planned.vnd} VND from ${planned.effectiveFrom} is only planned, so the one before it counts`,
          },
        ]
      : []
  },
}

export function findWarnings(subject: Subject): Warning[] {
  return warning.shape.code.options.flatMap((code) =>
    checks[code](subject).map((found) => ({ code, ...found })),
  )
}
