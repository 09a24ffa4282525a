import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { day, instant, month } from '../../domain/date-schemas.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { calculation, contribution } from '../../domain/royalty/calculation.ts'
import { warning } from '../../domain/royalty/checks.ts'
import { payee, payeeId } from '../../domain/royalty/payee.ts'
import { royalty, royaltyId, royaltyInput, royaltyState } from '../../domain/royalty/royalty.ts'
import { royaltyScheme, schemeId } from '../../domain/royalty/scheme.ts'
import { type Statement, type StatementLine, statementBasis } from '../../domain/royalty/statement.ts'
import { textFacts } from '../../domain/royalty/text.ts'
import type { RoyaltyRow } from '../../store/royalties.ts'
import { next, revision } from '../answers.ts'
import { component } from '../describe.ts'

/** What the API answers of money. */

const royaltyRow: z.ZodType<RoyaltyRow> = component(
  'RoyaltyRow',
  z.object({
    id: royaltyId,
    number: z.int(),
    state: royaltyState,
    article: articleId,
    locale,
    title: z.string(),
    payees: z.array(payeeId),
    amountVnd: z.int().optional(),
    due: day.optional(),
    month: month.optional(),
    published: month.optional(),
    updatedAt: instant,
    updatedBy: z.string(),
  }),
)

const sums = {
  grossVnd: z.int(),
  taxVnd: z.int(),
  netVnd: z.int(),
  inWords: z.record(locale, z.string()),
}
const statementLine: z.ZodType<StatementLine> = component(
  'StatementLine',
  z.object({
    royalty: royaltyId,
    reverses: royaltyId.optional(),
    article: articleId,
    locale,
    title: z.string(),
    publishedAt: instant.optional(),
    role: contribution.shape.role,
    shareBasisPoints: z.int(),
    unitVnd: z.int(),
    works: calculation.shape.works,
    state: royaltyState,
    vnd: z.int(),
  }),
)
export const statement: z.ZodType<Statement> = component(
  'Statement',
  z.object({
    month,
    by: z.enum(statementBasis),
    payees: z.array(
      z.object({
        payee: payeeId,
        name: z.string(),
        kind: payee.shape.kind,
        lines: z.array(statementLine),
        ...sums,
      }),
    ),
    ...sums,
  }),
)

export const schemeList = z.object({
  schemes: z.array(z.object({ id: schemeId, revision: z.int().min(0), scheme: royaltyScheme })),
})
const named = { id: payeeId, name: z.string(), kind: payee.shape.kind }
export const payeeList = z.object({
  payees: z.array(z.object({ ...named, retired: payee.shape.retired })),
  next,
})
/** A public text for which nothing was proposed yet, or only what was reversed since. */
const missing = component(
  'MissingRoyalty',
  z.object({
    article: articleId,
    locale,
    title: z.string(),
    section: z.string(),
    byline: z.array(z.string()),
    publishedAt: instant,
  }),
)
export type MissingRoyalty = z.infer<typeof missing>
export const missingList = z.object({ month, texts: z.array(missing), next })
export const royaltyList = z.object({ royalties: z.array(royaltyRow), next })
export const royaltyProposal = z.object({
  // Apart from what is sent, which may leave out what has a default.
  proposal: z.object(royaltyInput.shape),
  text: textFacts,
  calculation,
  warnings: z.array(warning),
})
export const royaltyTrial = z.object({ calculation, warnings: z.array(warning) })
export const royaltyAnswer = z.object({
  royalty,
  revision,
  overdue: z.boolean(),
  correctedBy: z.array(royaltyId),
  /** Who its shares are of. */
  payees: z.array(z.object(named)),
  /** Of a proposal: what it would come to now, or why it cannot. */
  calculation: calculation.optional(),
  warnings: z.array(warning).optional(),
  refusal: z.string().optional(),
})
