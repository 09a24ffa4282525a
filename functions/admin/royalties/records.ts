import { isDeepStrictEqual } from 'node:util'
import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { month } from '../../domain/date-schemas.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import { payeeId } from '../../domain/royalty/payee.ts'
import {
  propose,
  requireCorrectable,
  royalty,
  royaltyId,
  royaltyInput,
  royaltyState,
} from '../../domain/royalty/royalty.ts'
import { askedLocale } from '../../http/asked-locale.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import type { RoyaltyRow } from '../../store/royalties.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'
import { royaltyActRoutes } from './acts.ts'
import { createRoyaltyAnswering } from './answering.ts'
import { royaltyAnswer, royaltyList, royaltyProposal } from './answers.ts'
import { missingRoutes } from './missing.ts'
import { revisionRoutes } from './revisions.ts'
import { sayRoyalty, sayWarning } from './said.ts'
import { statementRoutes } from './statements.ts'
import { trialRoutes } from './trial.ts'

const idParam = z.object({ id: royaltyId })
/** Reversals are the newsroom's to make. */
const newIdParam = z.object({ id: articleId })

const listQuery = z.strictObject({
  /** All that was ever written for it, on one page. */
  article: articleId.optional(),
  month: month.optional(),
  payee: payeeId.optional(),
  state: royaltyState.optional(),
  overdue: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
})

const proposalQuery = z.strictObject({ article: articleId, locale: localeSchema })

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
  const { judge, suggest, sections, today, answer, requireTheirs } = createRoyaltyAnswering(parts)

  return new Hono<AdminEnv>()
    .use(allow('remunerate'))
    .get(
      '/',
      describe({ id: 'listRoyalties', tag: 'royalties', answer: royaltyList }),
      validate('query', listQuery),
      async (c) => {
        const { limit, cursor, article, ...wanted } = c.req.valid('query')
        const isWanted = (row: RoyaltyRow) => {
          const overdue = row.state === 'approved' && row.due !== undefined && row.due < today()
          return (
            (wanted.month === undefined || row.month === wanted.month) &&
            (wanted.payee === undefined || row.payees.includes(wanted.payee)) &&
            (wanted.state === undefined || row.state === wanted.state) &&
            (wanted.overdue === undefined || overdue === wanted.overdue)
          )
        }
        const { rows, next } =
          article === undefined
            ? await royalties.listPart(
                { limit, cursor },
                { ...wanted, ...(wanted.overdue && { overdueOn: today() }) },
                isWanted,
              )
            : { rows: (await royalties.rowsFor(article)).filter(isWanted), next: undefined }
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
        const { warnings, ...suggestion } = await suggest(article, locale, now().toISOString())
        const asked = askedLocale(c)
        return c.json({ ...suggestion, warnings: warnings.map((each) => sayWarning(each, asked)) })
      },
    )
    .route('/missing', missingRoutes(parts))
    .route('/statements', statementRoutes(parts))
    .get(
      '/:id',
      describe({ id: 'readRoyalty', tag: 'royalties', answer: royaltyAnswer, tagged: true, refuses: [404] }),
      validate('param', idParam),
      async (c) => answer(c, await requireTheirs(c.var.actor, c.req.valid('param').id)),
    )
    .route('/', royaltyActRoutes(parts))
    .route('/', trialRoutes(parts))
    .route('/', revisionRoutes(royalties, revisions, { requireTheirs: sections.require, say: sayRoyalty }))
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
}
