import { Hono } from 'hono'
import * as z from 'zod'
import { discard, undiscard } from '../../domain/article/discard.ts'
import { articleId } from '../../domain/article/fields.ts'
import { says } from '../../domain/rules.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { createActing, workflowAct } from './perform.ts'
import { requirePermittedOnAll } from './placing.ts'

const param = z.object({ id: articleId })
const discardBody = z.strictObject({
  reason: lines(1000).refine((text) => text !== '', { error: says('say_why') }),
})
const undiscardBody = z.strictObject({ note: lines(1000).optional() })

/** Puts an article away that was never public, and takes it back. */
export function discardingRoutes(parts: AdminParts) {
  const { act, append, answer } = createActing(parts)
  return new Hono<AdminEnv>()
    .post(
      '/:id/discard',
      describe({ ...workflowAct, id: 'discardArticle', example: { reason: 'Trùng với bài khác' } }),
      allow('discard'),
      requireJson,
      validate('param', param),
      validate('json', discardBody),
      async (c) => {
        const { reason } = c.req.valid('json')
        const made = await append({
          id: c.req.valid('param').id,
          precondition: preconditionOf(c),
          act: await act(c, 'discard', { note: reason }),
          require: (article) => requirePermittedOnAll(c.var.actor, 'discard', article),
          change: ({ article, act: { at, actor } }) => discard(article, { by: actor.id, at }, reason),
        })
        return await answer(c, made)
      },
    )
    .post(
      '/:id/undiscard',
      describe({ ...workflowAct, id: 'undiscardArticle', example: {} }),
      allow('discard'),
      requireJson,
      validate('param', param),
      validate('json', undiscardBody),
      async (c) => {
        const { note } = c.req.valid('json')
        const made = await append({
          id: c.req.valid('param').id,
          precondition: preconditionOf(c),
          act: await act(c, 'undiscard', note ? { note } : {}),
          require: (article) => requirePermittedOnAll(c.var.actor, 'discard', article),
          change: ({ article }) => undiscard(article),
        })
        return await answer(c, made)
      },
    )
}
