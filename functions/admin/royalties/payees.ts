import { isDeepStrictEqual } from 'node:util'
import { Hono } from 'hono'
import * as z from 'zod'
import { requireFound } from '../../domain/errors.ts'
import { payee, payeeId, payeeInput } from '../../domain/royalty/payee.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'
import { payeeList } from './answers.ts'
import { revisionRoutes } from './revisions.ts'

const idParam = z.object({ id: payeeId })

const revisions = {
  id: payeeId,
  state: payee,
  tag: 'payees',
  list: 'listPayeeRevisions',
  read: 'readPayeeRevision',
} as const

const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
})

/** Who is paid. Lists name them only; bank and tax data is read one payee at a time. */
export function payeeRoutes({ royalties: { payees }, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listPayees', tag: 'payees', answer: payeeList }),
      allow('remunerate'),
      validate('query', listQuery),
      async (c) => {
        const { rows, next } = await payees.list(c.req.valid('query'))
        return c.json({ payees: rows, next })
      },
    )
    .get(
      '/:id',
      describe({ id: 'readPayee', tag: 'payees', answer: payee, tagged: true, refuses: [404] }),
      allow('remunerate'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const revision = await payees.latest(id)
        requireFound(revision, 'payee', id)
        return c.json(revision.state, 200, { ETag: revisionTag(revision) })
      },
    )
    .route('/', revisionRoutes(payees, revisions))
    .put(
      '/:id',
      describe({
        id: 'writePayee',
        tag: 'payees',
        answer: payee,
        writes: 'put',
        refuses: [404],
        example: { name: 'Cộng tác viên A', kind: 'outside' },
      }),
      allow('remunerate'),
      requireJson,
      validate('param', idParam),
      validate('json', payeeInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const precondition = preconditionOf(c)
        const state = c.req.valid('json')
        const act = await actOf(c, now(), 'edit')
        const revision = await payees.revise(
          id,
          precondition,
          (previous) => {
            if (previous && isDeepStrictEqual(previous.state, state)) return undefined
            return { act: { ...act, action: previous ? 'edit' : 'create' }, state }
          },
          act.repeat,
        )
        return c.json(revision.state, 'absent' in precondition ? 201 : 200, { ETag: revisionTag(revision) })
      },
    )
}
