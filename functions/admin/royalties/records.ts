import { isDeepStrictEqual } from 'node:util'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { month } from '../../domain/date-schemas.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import type { Member } from '../../domain/people/member.ts'
import type { Revision } from '../../domain/revision.ts'
import { dayOf } from '../../domain/royalty/calendar.ts'
import { warning } from '../../domain/royalty/checks.ts'
import { payeeId } from '../../domain/royalty/payee.ts'
import {
  approve,
  isOverdue,
  pay,
  payment,
  propose,
  type Royalty,
  requireCorrectable,
  reverse,
  royalty,
  royaltyId,
  royaltyInput,
  royaltyState,
} from '../../domain/royalty/royalty.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/chain.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentRevision } from '../present.ts'
import { actOf } from '../request-act.ts'
import { royaltyAnswer, royaltyList, royaltyProposal } from './answers.ts'
import { createRoyaltyJudge } from './judge.ts'
import { revisionRoutes } from './revisions.ts'
import { createRoyaltySections } from './sections.ts'
import { statementRoutes } from './statements.ts'

const idParam = z.object({ id: royaltyId })
/** Reversals are the newsroom's to make. */
const newIdParam = z.object({ id: articleId })

const listQuery = z.strictObject({
  month: month.optional(),
  payee: payeeId.optional(),
  state: royaltyState.optional(),
  overdue: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
})

const proposalQuery = z.strictObject({ article: articleId, locale: localeSchema })

const approveBody = z.strictObject({
  /** Codes of the warnings that are overridden. */
  accept: z.array(warning.shape.code).max(10).default([]),
  note: lines(1000).optional(),
})

const reverseBody = z.strictObject({
  reason: lines(1000).refine((text) => text !== '', { error: 'must say why' }),
})

const change = { tag: 'royalties', answer: royaltyAnswer, writes: 'change', refuses: [404, 409] } as const

const revisions = {
  id: royaltyId,
  state: royalty,
  tag: 'royalties',
  list: 'listRoyaltyRevisions',
  read: 'readRoyaltyRevision',
} as const

const aRoyalty = {
  article: '0r5g8k2m4n',
  locale: 'vi',
  works: [{ genre: 'news', coefficientTenths: 10 }],
  pages: 1,
  photos: 2,
  contributions: [{ payee: '0p3y7c1d5f', role: 'author', shareBasisPoints: 10_000 }],
}

/** Royalties (nhuận bút): proposed, approved, paid, and reversed where they were wrong. */
export function royaltyRoutes(parts: AdminParts) {
  const {
    royalties: { royalties, payees },
    now = () => new Date(),
  } = parts
  const { judge, suggest } = createRoyaltyJudge(parts)
  const sections = createRoyaltySections(parts.newsroom)
  const today = () => dayOf(now().toISOString())

  /** What a proposal would come to now; a refusal, where the scheme or the article has changed under it. */
  async function judged({ id, ...state }: Royalty) {
    if (state.state !== 'proposed') return {}
    try {
      const { calculation, warnings } = await judge(id, state, now().toISOString())
      return { calculation, warnings }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { refusal: error.message }
    }
  }

  async function answer(c: Context<AdminEnv>, revision: Revision<Royalty>, status: 200 | 201 = 200) {
    const { state } = revision
    const corrections = state.reversed ? await royalties.findFor(state.article) : []
    const body = {
      royalty: state,
      revision: presentRevision(revision),
      overdue: isOverdue(state, today()),
      correctedBy: corrections.filter((each) => each.corrects === state.id).map((each) => each.id),
      ...(await judged(state)),
    }
    return c.json(body, status, { ETag: revisionTag(revision) })
  }

  async function read(id: string): Promise<Revision<Royalty>> {
    const revision = await royalties.latest(id)
    requireFound(revision, 'royalty', id)
    return revision
  }

  /** The royalty that a request names, if it is one that the member may have to do with. */
  async function requireTheirs(member: Member, id: string): Promise<Revision<Royalty>> {
    const revision = await read(id)
    await sections.require(member, revision.state)
    return revision
  }

  /** The state that a change was worked out from is the one it is applied to. */
  function requireSame(known: Revision<Royalty>, previous: Revision<Royalty> | undefined): void {
    if (previous?.hash === known.hash) return
    const current = previous && { current: revisionTag(previous) }
    throw new AppError('stale', 'someone else changed the royalty in the meantime', current)
  }

  return new Hono<AdminEnv>()
    .use(allow('remunerate'))
    .get(
      '/',
      describe({ id: 'listRoyalties', tag: 'royalties', answer: royaltyList }),
      validate('query', listQuery),
      async (c) => {
        const { limit, cursor, ...wanted } = c.req.valid('query')
        const { rows, next } = await royalties.list({ limit, cursor }, (row) => {
          const overdue = row.state === 'approved' && row.due !== undefined && row.due < today()
          return (
            (wanted.month === undefined || row.month === wanted.month) &&
            (wanted.payee === undefined || row.payees.includes(wanted.payee)) &&
            (wanted.state === undefined || row.state === wanted.state) &&
            (wanted.overdue === undefined || overdue === wanted.overdue)
          )
        })
        return c.json({ royalties: await sections.seenBy(c.var.actor, rows), next })
      },
    )
    .get(
      '/proposal',
      describe({ id: 'proposeRoyalty', tag: 'royalties', answer: royaltyProposal, refuses: [404, 409] }),
      validate('query', proposalQuery),
      async (c) => {
        const { article, locale } = c.req.valid('query')
        await sections.require(c.var.actor, { article })
        return c.json(await suggest(article, locale, now().toISOString()))
      },
    )
    .route('/statements', statementRoutes(parts))
    .get(
      '/:id',
      describe({ id: 'readRoyalty', tag: 'royalties', answer: royaltyAnswer, tagged: true, refuses: [404] }),
      validate('param', idParam),
      async (c) => answer(c, await requireTheirs(c.var.actor, c.req.valid('param').id)),
    )
    .route('/', revisionRoutes(royalties, revisions, sections.require))
    .put(
      '/:id',
      describe({ ...change, id: 'writeRoyalty', writes: 'put', example: aRoyalty }),
      requireJson,
      validate('param', newIdParam),
      validate('json', royaltyInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'propose')
        await sections.require(c.var.actor, input)
        if ('match' in precondition) await requireTheirs(c.var.actor, id)
        const made = await royalties.findRepeated(id, act.repeat, precondition)
        if (made) return await answer(c, made, 'absent' in precondition ? 201 : 200)
        if (input.corrects) requireCorrectable(input, (await royalties.latest(input.corrects))?.state)
        await payees.named(input.contributions.map(({ payee }) => payee))
        const { text } = await judge(id, input, act.at)
        const revision = await royalties.revise(
          id,
          precondition,
          (previous) => {
            const state = propose(id, previous?.state, input, text)
            if (previous && isDeepStrictEqual(previous.state, state)) return undefined
            return { act, state }
          },
          act.repeat,
        )
        return await answer(c, revision, 'absent' in precondition ? 201 : 200)
      },
    )
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
        const state = approve(known.state, {
          ...judgement,
          at: act.at,
          by: act.actor,
          payees: await payees.named(judgement.calculation.payments.map(({ payee }) => payee)),
          accept,
          note,
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
        const revision = await royalties.revise(
          id,
          precondition,
          (previous) => {
            requireFound(previous, 'royalty', id)
            return { act, state: pay(previous.state, { ...made, today: today() }) }
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
