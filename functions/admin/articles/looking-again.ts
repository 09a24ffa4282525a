import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { lookAgain } from '../../domain/article/look-again.ts'
import { day } from '../../domain/date-schemas.ts'
import { requireSection } from '../../domain/people/permissions.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { createActing, workflowAct } from './perform.ts'

const param = z.object({ id: articleId })
const body = z.strictObject({
  /** A day of Vietnam; null when it was looked at, or need not be. */
  on: day.nullable(),
  /** What to look at. */
  note: lines(1000).optional(),
})

/** Says when an article is to be looked at again: what was right once may not be for ever. */
export function lookingAgainRoutes(parts: AdminParts) {
  const { act, append, answer } = createActing(parts)
  return new Hono<AdminEnv>().post(
    '/:id/look-again',
    describe({
      ...workflowAct,
      id: 'lookAgainAtArticle',
      example: { on: '2030-01-02', note: 'Lệ phí còn đúng?' },
    }),
    allow('remind'),
    requireJson,
    validate('param', param),
    validate('json', body),
    async (c) => {
      const { on, note } = c.req.valid('json')
      const made = await append({
        id: c.req.valid('param').id,
        precondition: { ...preconditionOf(c), part: 'shared' },
        act: await act(c, 'look_again', note ? { note } : {}),
        require: ({ section }) => requireSection(c.var.actor, section),
        change: ({ article, act: { actor } }) => lookAgain(article, on, { by: actor.id }, note),
      })
      return await answer(c, made)
    },
  )
}
