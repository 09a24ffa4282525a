import { Hono } from 'hono'
import * as z from 'zod'
import {
  answerInput,
  feedbackId,
  feedback as feedbackShape,
  feedbackStates,
  votes,
} from '../../domain/feedback/feedback.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'

const letter = component('Feedback', feedbackShape)

const listQuery = z.strictObject({
  state: z.enum(feedbackStates).optional(),
  /** The id of the last one that was listed: those before it follow. */
  before: feedbackId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
const votesQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) })
const idParam = z.object({ id: feedbackId })

/** What readers wrote, to be answered: kept for a stated time, and in no chain. */
export function feedbackRoutes({ feedback, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listFeedback', tag: 'feedback', answer: z.object({ feedback: z.array(letter) }) }),
      allow('answer'),
      validate('query', listQuery),
      async (c) => c.json({ feedback: await feedback.list(c.req.valid('query'), now()) }),
    )
    .get(
      '/votes',
      describe({ id: 'listVotes', tag: 'feedback', answer: z.object({ votes: z.array(votes) }) }),
      allow('answer'),
      validate('query', votesQuery),
      async (c) => c.json({ votes: await feedback.votes(c.req.valid('query').limit, now()) }),
    )
    .post(
      '/:id/answer',
      describe({
        id: 'answerFeedback',
        tag: 'feedback',
        answer: letter,
        refuses: [404, 409],
        example: { number: 1, state: 'done', note: 'Đã trả lời qua thư điện tử' },
      }),
      allow('answer'),
      requireJson,
      validate('param', idParam),
      validate('json', answerInput),
      async (c) => {
        keyOf(c)
        const { id } = c.req.valid('param')
        return c.json(await feedback.answer(id, c.req.valid('json'), c.var.actor, now()))
      },
    )
    .delete(
      '/:id',
      describe({ id: 'removeFeedback', tag: 'feedback', empty: true }),
      allow('configure'),
      validate('param', idParam),
      async (c) => {
        keyOf(c)
        await feedback.remove(c.req.valid('param').id)
        return c.body(null, 204)
      },
    )
}
