import * as z from 'zod'
import { articleId } from '../article/fields.ts'
import { day, instant } from '../date-schemas.ts'
import { monthOf } from '../dates.ts'
import { AppError, wrongFields } from '../errors.ts'
import { idPattern } from '../id.ts'
import { locale } from '../locale-schemas.ts'
import { actor } from '../role-schemas.ts'
import { refusal, says } from '../rules.ts'
import { shapeOf } from '../shape.ts'
import { line, lines } from '../text-schemas.ts'
import { type Calculation, calculation, contribution, isCreator, work } from './calculation.ts'
import { addDays, dayOf } from './calendar.ts'
import { type Warning, warning } from './checks.ts'
import { basisPoints, wholeBasisPoints } from './money.ts'
import { payee, payeeId } from './payee.ts'
import { schemeId } from './scheme.ts'
import { type TextFacts, textFacts } from './text.ts'

/**
 * A royalty (nhuận bút): what is paid, to whom, for one text of an article in one language. Proposed and changed at will,
 * then approved, which freezes it; then paid. What was approved is corrected only by a record that reverses it and a new
 * one. It belongs to the newsroom alone: an article holds nothing of it, so nothing public can.
 */
/** Chosen by whoever proposes it, like an article's; with `-r`, the record that reverses one. */
export const royaltyId = z.string().regex(new RegExp(`^${idPattern}(?:-r)?$`, 'u'), {
  error: says('form_royalty'),
})

const shareOf = (contributions: z.infer<typeof contribution>[], creators: boolean) =>
  contributions
    .filter((each) => isCreator(each) === creators)
    .reduce((sum, { shareBasisPoints }) => sum + shareBasisPoints, 0)

const contributions = z
  .array(contribution)
  .max(20)
  .default([])
  .refine((all) => new Set(all.map((each) => `${each.payee} ${each.role}`)).size === all.length, {
    error: says('payee_twice'),
  })
  .refine((all) => [true, false].every((creators) => shareOf(all, creators) <= wholeBasisPoints), {
    error: says('shares_over'),
  })

/** What a client may write. Old form: `pages` is Số Trang, `photos` Số Ảnh, `works.genre` Loại bài viết. */
const inputShape = {
  article: articleId,
  locale,
  /** The scheme to pay by; the one in force where none is named. */
  scheme: schemeId.optional(),
  works: z.array(work).min(1).max(5),
  pages: z
    .number()
    .min(0)
    .max(1000)
    .multipleOf(0.5, { error: says('half_pages') }),
  photos: z.int().min(0).max(1000),
  incentiveBasisPoints: basisPoints.default(0),
  contributions,
  note: lines(1000).optional(),
  /** The reversed royalty that this one stands in for. */
  corrects: royaltyId.optional(),
}
export const royaltyInput = z.strictObject(inputShape)
export type RoyaltyInput = z.infer<typeof royaltyInput>

export const royaltyState = z.enum(['proposed', 'approved', 'paid', 'reversed', 'reversal'])
export type RoyaltyState = z.infer<typeof royaltyState>

const approval = shapeOf(
  z.object({
    at: instant,
    by: actor,
    /** They had proposed it themselves, which the settings let them. */
    alone: z.literal(true).optional(),
    calculation,
    /** The last day on which it may be paid. */
    due: day,
    /** Payees as they were then: the statement of a month does not change with their names. */
    payees: z.array(z.object({ id: payeeId, name: z.string(), kind: payee.shape.kind })),
    overridden: z.array(warning),
    note: z.string().optional(),
  }),
)

export const payment = z.strictObject({
  on: day,
  /** Of the transfer or the cash voucher. */
  reference: line(100),
})

export const royalty = shapeOf(
  z.object({
    ...inputShape,
    id: royaltyId,
    state: royaltyState,
    text: textFacts,
    approval: approval.optional(),
    /** `alone`: whoever noted it had approved it themselves, which the settings let them. */
    payment: payment.extend({ alone: z.literal(true).optional() }).optional(),
    /** The record that took it back, when and why. */
    reversed: z.object({ by: royaltyId, at: instant, reason: z.string() }).optional(),
    /** The record that this one takes back: it has the same amounts below zero. */
    reverses: royaltyId.optional(),
  }),
)
export type Royalty = z.infer<typeof royalty>

/** Whether it is money that is paid or meant to be: not reversed, nor a reversal. */
export function isStanding({ state }: Pick<Royalty, 'state'>): boolean {
  return state === 'proposed' || state === 'approved' || state === 'paid'
}

/** Writes a proposal, or over it. Throws `conflict` once it is approved. */
export function propose(
  id: string,
  previous: Royalty | undefined,
  input: RoyaltyInput,
  text: TextFacts,
): Royalty {
  if (previous && previous.state !== 'proposed') {
    throw new AppError('conflict', refusal('royalty_approved'))
  }
  return { ...input, id, state: 'proposed', text }
}

interface Approval {
  at: string
  by: z.infer<typeof actor>
  text: TextFacts
  calculation: Calculation
  payees: z.infer<typeof approval>['payees']
  warnings: readonly Warning[]
  /** Codes of the warnings that the approver has seen and overrides. */
  accept: readonly Warning['code'][]
  note?: string | undefined
  alone?: true
}

function requireAccepted(warnings: readonly Warning[], { accept, note }: Pick<Approval, 'accept' | 'note'>) {
  const open = warnings.filter(({ code }) => !accept.includes(code))
  if (open.length > 0) {
    const why = refusal('warnings_open', { warnings: open.map(({ code }) => code) })
    const fields = open.map(({ code, about = '' }) => ({
      field: 'accept',
      message: refusal('warning_open', { code, warning: code, about }),
    }))
    throw new AppError('conflict', why, { fields })
  }
  if (warnings.length > 0 && !note) {
    throw wrongFields([{ field: 'note', message: refusal('say_why_overridden') }])
  }
}

/** Freezes a proposal with all that its amount was computed from. Throws `conflict` for warnings that nobody accepted. */
export function approve(proposal: Royalty, { text, calculation, payees, ...act }: Approval): Royalty {
  if (proposal.state !== 'proposed')
    throw new AppError('conflict', refusal('not_a_proposal', { state: proposal.state }))
  if (calculation.amountVnd > 0 && !calculation.payments.some(isCreator)) {
    throw wrongFields([{ field: 'contributions', message: refusal('nobody_is_paid') }])
  }
  requireAccepted(act.warnings, act)
  return {
    ...proposal,
    state: 'approved',
    text,
    approval: {
      at: act.at,
      by: act.by,
      ...(act.alone && { alone: act.alone }),
      calculation,
      due: addDays(dayOf(text.publishedAt ?? act.at), calculation.dueDays),
      payees,
      overridden: [...act.warnings],
      ...(act.note && { note: act.note }),
    },
  }
}

/** Notes that it was paid. `today` is the local day. */
export function pay(
  approved: Royalty,
  { today, ...made }: z.infer<typeof payment> & { today: string; alone?: true },
): Royalty {
  if (approved.state !== 'approved')
    throw new AppError('conflict', refusal('not_payable', { state: approved.state }))
  if (made.on > today) {
    throw wrongFields([{ field: 'on', message: refusal('paid_in_future', { on: made.on, today }) }])
  }
  return { ...approved, state: 'paid', payment: made }
}

/** The id of the record that reverses another: it follows from that one's, and is none that a client can choose. */
export function reversalIdOf(id: string): string {
  return `${id}-r`
}

/** Takes back what was approved or paid. The record stays as it was; `reversalOf` makes the one that outweighs it. */
export function reverse(approved: Royalty, { at, reason }: { at: string; reason: string }): Royalty {
  if (approved.state !== 'approved' && approved.state !== 'paid') {
    throw new AppError('conflict', refusal('not_reversible', { state: approved.state }))
  }
  return { ...approved, state: 'reversed', reversed: { by: reversalIdOf(approved.id), at, reason } }
}

/** The record that outweighs a reversed one: the same with every amount below zero, at the time of the reversal. */
export function reversalOf({ reversed, approval, payment: _, corrects: __, ...original }: Royalty): Royalty {
  if (!reversed || !approval) throw new Error('a reversal of what was not reversed')
  const { amountVnd, remunerationVnd, payments, ...factors } = approval.calculation
  return {
    ...original,
    id: reversed.by,
    state: 'reversal',
    reverses: original.id,
    note: reversed.reason,
    approval: {
      ...approval,
      at: reversed.at,
      calculation: {
        ...factors,
        amountVnd: below(amountVnd),
        remunerationVnd: below(remunerationVnd),
        payments: payments.map((each) => ({ ...each, vnd: below(each.vnd) })),
      },
    },
  }
}

/** Never -0, which JSON does not know. */
function below(amount: number): number {
  return amount === 0 ? 0 : -amount
}

/** Throws `conflict` unless the record that is corrected was reversed, and is of the same text. */
export function requireCorrectable(input: RoyaltyInput, corrected: Royalty | undefined): void {
  if (!corrected) throw new AppError('conflict', refusal('nothing_to_correct', { id: input.corrects ?? '' }))
  if (corrected.state !== 'reversed')
    throw new AppError('conflict', refusal('reverse_first', { id: corrected.id, state: corrected.state }))
  if (corrected.article !== input.article || corrected.locale !== input.locale)
    throw new AppError('conflict', refusal('royalty_of_other_text', { id: corrected.id }))
}

/** Whether its term has passed without payment. `today` is the local day. */
export function isOverdue({ state, approval }: Royalty, today: string): boolean {
  return state === 'approved' && approval !== undefined && approval.due < today
}

/** The months (`2026-11`) whose statements show it: of its approval, and of the publication of its text. */
export function monthsOf({ approval, text }: Pick<Royalty, 'approval' | 'text'>) {
  return {
    approved: approval && monthOf(approval.at),
    published: text.publishedAt ? monthOf(text.publishedAt) : undefined,
  }
}
