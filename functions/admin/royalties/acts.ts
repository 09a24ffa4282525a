import { Hono } from 'hono'
import * as z from 'zod'
import { AppError, requireFound } from '../../domain/errors.ts'
import type { Revision } from '../../domain/revision.ts'
import { warning } from '../../domain/royalty/checks.ts'
import { requireOther } from '../../domain/royalty/four-eyes.ts'
import { approve, pay, payment, type Royalty, reverse, royaltyId } from '../../domain/royalty/royalty.ts'
import { refusal, says } from '../../domain/rules.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import type { AdminEnv, AdminParts } from '../env.ts'
import { actOf } from '../request-act.ts'
import { createRoyaltyAnswering } from './answering.ts'
import { royaltyAnswer } from './answers.ts'

const idParam = z.object({ id: royaltyId })

const approveBody = z.strictObject({
  /** Codes of the warnings that are overridden. */
  accept: z.array(warning.shape.code).max(10).default([]),
  note: lines(1000).optional(),
})

const reverseBody = z.strictObject({
  reason: lines(1000).refine((text) => text !== '', { error: says('say_why') }),
})

const change = { tag: 'royalties', answer: royaltyAnswer, writes: 'change', refuses: [404, 409] } as const

/** The state that a change was worked out from is the one it is applied to. */
function requireSame(known: Revision<Royalty>, previous: Revision<Royalty> | undefined): void {
  if (previous?.hash === known.hash) return
  const current = previous && { current: revisionTag(previous) }
  throw new AppError('stale', refusal('changed_meanwhile'), current)
}

/** What is done to a proposal: approved, paid, and taken back where it was wrong. */
export function royaltyActRoutes(parts: AdminParts) {
  const {
    newsroom,
    royalties: { royalties, payees },
    now = () => new Date(),
  } = parts
  const { judge, today, answer, requireTheirs } = createRoyaltyAnswering(parts)

  return new Hono<AdminEnv>()
    .post(
      '/:id/approve',
      describe({
        ...change,
        id: 'approveRoyalty',
        example: { accept: ['unpublished'], note: 'Đã đối chiếu với bản in' },
      }),
      requireJson,
      validate('param', idParam),
      validate('json', approveBody),
      async (c) => {
        const { id } = c.req.valid('param')
        const { accept, note } = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'approve', note ? { note } : {})
        const known = await requireTheirs(c.var.actor, id)
        const made = await royalties.findRepeated(id, act.repeat, precondition)
        if (made) return await answer(c, made)
        const judgement = await judge(id, known.state, act.at)
        const { royaltyFourEyes } = await newsroom.settings()
        // Whoever wrote the proposal last; what is none any more is refused for that.
        const proposer = known.state.state === 'proposed' ? known.actor.id : undefined
        const state = approve(known.state, {
          ...judgement,
          at: act.at,
          by: act.actor,
          payees: await payees.named(judgement.calculation.payments.map(({ payee }) => payee)),
          accept,
          note,
          ...requireOther('approve', proposer, act.actor.id, royaltyFourEyes),
        })
        const revision = await royalties.revise(
          id,
          precondition,
          (previous) => {
            requireSame(known, previous)
            return { act, state }
          },
          act.repeat,
        )
        return await answer(c, revision)
      },
    )
    .post(
      '/:id/pay',
      describe({ ...change, id: 'payRoyalty', example: { on: '2026-11-20', reference: 'UNC 0123' } }),
      requireJson,
      validate('param', idParam),
      validate('json', payment),
      async (c) => {
        const made = c.req.valid('json')
        const { id } = c.req.valid('param')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'pay')
        await requireTheirs(c.var.actor, id)
        const { royaltyFourEyes } = await newsroom.settings()
        const revision = await royalties.revise(
          id,
          precondition,
          (previous) => {
            requireFound(previous, 'royalty', id)
            const { state } = previous
            const approver = state.state === 'approved' ? state.approval?.by.id : undefined
            const alone = requireOther('pay', approver, act.actor.id, royaltyFourEyes)
            return { act, state: pay(state, { ...made, ...alone, today: today() }) }
          },
          act.repeat,
        )
        return await answer(c, revision)
      },
    )
    .post(
      '/:id/reverse',
      describe({ ...change, id: 'reverseRoyalty', example: { reason: 'Nhập sai hệ số' } }),
      requireJson,
      validate('param', idParam),
      validate('json', reverseBody),
      async (c) => {
        const { id } = c.req.valid('param')
        const { reason } = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'reverse', { note: reason })
        await requireTheirs(c.var.actor, id)
        const revision = await royalties.revise(
          id,
          precondition,
          (previous) => {
            requireFound(previous, 'royalty', id)
            return { act, state: reverse(previous.state, { at: act.at, reason }) }
          },
          act.repeat,
        )
        await royalties.completeReversal(revision)
        return await answer(c, revision)
      },
    )
}
