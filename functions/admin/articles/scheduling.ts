import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { unschedule } from '../../domain/article/schedule.ts'
import { plannedInstant } from '../../domain/date-schemas.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import { says } from '../../domain/rules.ts'
import { lines } from '../../domain/text-schemas.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { createActing, workflowAct } from './perform.ts'
import { scheduling } from './publishing.ts'

const param = z.object({ id: articleId, locale: localeSchema })

const scheduleBody = z
  .strictObject({
    publishAt: plannedInstant.optional(),
    unpublishAt: plannedInstant.optional(),
    /** Why it will be withdrawn; readers will see it. */
    reason: lines(1000).optional(),
    note: lines(1000).optional(),
  })
  .refine(({ publishAt, unpublishAt }) => publishAt ?? unpublishAt, {
    path: ['publishAt'],
    error: says('one_needed', { others: ['unpublishAt'] }),
  })
  .refine(({ unpublishAt, reason }) => Boolean(unpublishAt) === Boolean(reason), {
    path: ['reason'],
    error: says('reason_with_end'),
  })

const unscheduleBody = z.strictObject({
  /** What is cancelled: everything, when it is not given. */
  what: z.enum(['publish', 'withdraw']).optional(),
  note: lines(1000).optional(),
})

/** What is to happen to a text later. The clock keeps it, in the name of whoever planned it. */
export function schedulingRoutes(parts: AdminParts) {
  const { perform, requireAlone } = createActing(parts)
  return new Hono<AdminEnv>()
    .post(
      '/:id/translations/:locale/schedule',
      describe({ ...workflowAct, id: 'scheduleText', example: { publishAt: '2030-01-02T07:00:00+07:00' } }),
      allow('schedule'),
      requireJson,
      validate('param', param),
      validate('json', scheduleBody),
      async (c) => {
        const { locale } = c.req.valid('param')
        const { note, ...plan } = c.req.valid('json')
        if (plan.publishAt) await requireAlone(c.req.valid('param').id, locale)
        const { sections } = await parts.newsroom.settings()
        const kind = { permission: 'schedule', action: 'schedule', note } as const
        const change = scheduling({ member: c.var.actor, locale, sections, ...plan })
        return await perform(c, c.req.valid('param'), kind, change)
      },
    )
    .post(
      '/:id/translations/:locale/unschedule',
      describe({ ...workflowAct, id: 'unscheduleText', example: { what: 'publish' } }),
      allow('schedule'),
      requireJson,
      validate('param', param),
      validate('json', unscheduleBody),
      (c) => {
        const { locale } = c.req.valid('param')
        const { what, note } = c.req.valid('json')
        const kind = { permission: 'schedule', action: 'unschedule', note } as const
        return perform(c, c.req.valid('param'), kind, ({ article }) => unschedule(article, locale, what))
      },
    )
}
