import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import * as z from 'zod'
import { instant } from '../../domain/date-schemas.ts'
import { concerns } from '../../domain/notices/notice.ts'
import type { Member } from '../../domain/people/member.ts'
import { requireJson, validate } from '../../http/validate.ts'
import type { Notices } from '../../store/notices.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'
import { noticesAnswer } from './answers.ts'

/** What somebody was told that is their business still, the last first, and how much of it is new to them. */
export async function readNotices(notices: Notices, me: Member, now: Date) {
  const { notices: all, seen = '', locale } = await notices.of(me.id, now)
  const theirs = all
    .filter((each) => concerns(me, each))
    .map(({ source: _, section: __, ...each }) => ({ ...each, isNew: each.told > seen }))
  return {
    notices: theirs,
    new: theirs.filter(({ isNew }) => isNew).length,
    /** Up to which moment all of it was told. */
    until: theirs.map(({ told }) => told).reduce((last, told) => (told > last ? told : last), seen),
    locale,
  }
}

const seenBody = z.strictObject({
  /** The `until` of the answer that was shown. */
  until: instant,
})

/** What people are told of the acts of others. It is nobody's but their own. */
export function noticeRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listNotices', tag: 'desk', answer: noticesAnswer, tagged: true, kept: true }),
      allow('read'),
      async (c) => {
        const { notices, new: count, until } = await readNotices(newsroom.notices, c.var.actor, now())
        const body = { notices, new: count, ...(until && { until }) }
        const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)
        const etag = `"notices-${digest}"`
        if (c.req.header('if-none-match') === etag) return c.body(null, 304, { ETag: etag })
        return c.json(body, 200, { ETag: etag })
      },
    )
    .post(
      '/seen',
      describe({
        id: 'seeNotices',
        tag: 'desk',
        empty: true,
        example: { until: '2026-11-27T03:00:00.000Z' },
      }),
      allow('read'),
      requireJson,
      validate('json', seenBody),
      async (c) => {
        keyOf(c)
        const { until } = c.req.valid('json')
        const at = now().toISOString()
        await newsroom.notices.see(c.var.actor.id, until < at ? until : at)
        return c.body(null, 204)
      },
    )
}
