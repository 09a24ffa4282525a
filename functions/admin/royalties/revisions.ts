import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import { validate } from '../../http/validate.ts'
import { type Chain, revisionTag } from '../../store/chain.ts'
import { type AdminEnv, allow } from '../env.ts'
import { presentMeta, presentRevision } from '../present.ts'

/** What happened to a scheme, a payee or a royalty, and what it was at any time. */
export function revisionRoutes<State>(
  { history, find }: Pick<Chain<State>, 'history' | 'find'>,
  id: z.ZodType<string, string>,
) {
  const missing = (what: string) => new AppError('not_found', `there is no ${what}`)
  return new Hono<AdminEnv>()
    .get('/:id/revisions', allow('remunerate'), validate('param', z.object({ id })), async (c) => {
      const { id: subject } = c.req.valid('param')
      const revisions = await history(subject)
      if (revisions.length === 0) throw missing(`"${subject}"`)
      return c.json({ revisions: revisions.map(presentMeta) })
    })
    .get(
      '/:id/revisions/:number',
      allow('remunerate'),
      validate('param', z.object({ id, number: z.coerce.number().int().min(1).max(99_999_999) })),
      async (c) => {
        const { id: subject, number } = c.req.valid('param')
        const revision = await find(subject, number)
        if (!revision) throw missing(`revision ${number} of "${subject}"`)
        const body = { state: revision.state, revision: presentRevision(revision) }
        return c.json(body, 200, { ETag: revisionTag(revision) })
      },
    )
}
