import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import {
  approve,
  publishNow,
  recall,
  returnText,
  review,
  submit,
  withdraw,
} from '../../domain/article/workflow.ts'
import { instant } from '../../domain/date-schemas.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import type { Act } from '../../domain/revision.ts'
import { says } from '../../domain/rules.ts'
import { lines } from '../../domain/text-schemas.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { createActing, workflowAct } from './perform.ts'
import { publishing } from './publishing.ts'

const param = z.object({ id: articleId, locale: localeSchema })

const said = (why: 'say_changes' | 'say_urgency' | 'say_why_to_readers') =>
  lines(1000).refine((text) => text !== '', { error: says(why) })

const noteBody = z.strictObject({ note: lines(1000).optional() })
/** What an act on one text is told, and one on many. */
export const returnBody = z.strictObject({ note: said('say_changes') })
/** What was corrected in a public text, over what stands in it; empty, nothing is told. */
const correction = lines(600).optional()
const publishBody = z.strictObject({
  note: lines(1000).optional(),
  publishedAt: instant.optional(),
  correction,
})
const publishNowBody = z.strictObject({ reason: said('say_urgency'), correction })
export const withdrawBody = z.strictObject({ reason: said('say_why_to_readers') })

/** The workflow of each language: what is done to one of them, by whom it may be done, and what it answers. */
export function translationRoutes(parts: AdminParts) {
  const { newsroom } = parts
  const { perform, requireAlone } = createActing(parts)
  const path = <Name extends string>(name: Name) => `/:id/translations/:locale/${name}` as const

  const by = (c: Context<AdminEnv>, { at }: Act) => ({ by: c.var.actor.id, at })

  return new Hono<AdminEnv>()
    .post(
      path('submit'),
      describe({ ...workflowAct, id: 'submitText', example: { note: 'Nhờ duyệt trước 15 giờ' } }),
      allow('submit'),
      requireJson,
      validate('param', param),
      validate('json', noteBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const kind = { permission: 'submit', action: 'submit', ...c.req.valid('json') } as const
        return perform(c, c.req.valid('param'), kind, ({ article, act }) =>
          submit(article, locale, by(c, act)),
        )
      },
    )
    .post(
      path('return'),
      describe({ ...workflowAct, id: 'returnText', example: { note: 'Kiểm tra lại số liệu ở đoạn 2' } }),
      allow('return'),
      requireJson,
      validate('param', param),
      validate('json', returnBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const kind = { permission: 'return', action: 'return', ...c.req.valid('json') } as const
        return perform(c, c.req.valid('param'), kind, ({ article, act }) =>
          returnText(article, locale, by(c, act), kind.note),
        )
      },
    )
    .post(
      path('recall'),
      describe({ ...workflowAct, id: 'recallText', example: {} }),
      allow('recall'),
      requireJson,
      validate('param', param),
      validate('json', noteBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const kind = { permission: 'recall', action: 'recall', ...c.req.valid('json') } as const
        return perform(c, c.req.valid('param'), kind, ({ article, act }) =>
          recall(article, locale, act.actor.id),
        )
      },
    )
    .post(
      path('approve'),
      describe({ ...workflowAct, id: 'approveText', example: {} }),
      allow('approve'),
      requireJson,
      validate('param', param),
      validate('json', noteBody),
      async (c) => {
        const { locale } = c.req.valid('param')
        const { fourEyes } = await newsroom.settings()
        const kind = { permission: 'approve', action: 'approve', ...c.req.valid('json') } as const
        return perform(c, c.req.valid('param'), kind, ({ article, act }) =>
          approve(article, locale, by(c, act), fourEyes),
        )
      },
    )
    .post(
      path('publish'),
      describe({ ...workflowAct, id: 'publishText', example: {} }),
      allow('publish'),
      requireJson,
      validate('param', param),
      validate('json', publishBody),
      async (c) => {
        const { id, locale } = c.req.valid('param')
        const { note, ...told } = c.req.valid('json')
        await requireAlone(id, locale)
        const kind = { permission: 'publish', action: 'publish', note } as const
        const { sections } = await newsroom.settings()
        const change = publishing({ member: c.var.actor, locale, sections, ...told })
        return perform(c, c.req.valid('param'), kind, change)
      },
    )
    .post(
      path('publish-now'),
      describe({ ...workflowAct, id: 'publishTextNow', example: { reason: 'Cảnh báo bão khẩn cấp' } }),
      allow('publish_now'),
      requireJson,
      validate('param', param),
      validate('json', publishNowBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const { reason, correction } = c.req.valid('json')
        const kind = { permission: 'publish_now', action: 'publish_now', note: reason } as const
        return perform(c, c.req.valid('param'), kind, ({ article, revision, act }) =>
          publishNow(article, locale, { ...by(c, act), revision: revision.number + 1, correction }, reason),
        )
      },
    )
    .post(
      path('review'),
      describe({ ...workflowAct, id: 'reviewText', example: {} }),
      allow('review'),
      requireJson,
      validate('param', param),
      validate('json', noteBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const kind = { permission: 'review', action: 'review', ...c.req.valid('json') } as const
        return perform(c, c.req.valid('param'), kind, ({ article, act }) =>
          review(article, locale, by(c, act)),
        )
      },
    )
    .post(
      path('withdraw'),
      describe({ ...workflowAct, id: 'withdrawText', example: { reason: 'Nội dung không còn hiệu lực' } }),
      allow('withdraw'),
      requireJson,
      validate('param', param),
      validate('json', withdrawBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const { reason } = c.req.valid('json')
        const kind = { permission: 'withdraw', action: 'withdraw', note: reason } as const
        return perform(c, c.req.valid('param'), kind, ({ article, act }) =>
          withdraw(article, locale, act, reason),
        )
      },
    )
}
