import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { inVietnam } from '../../domain/dates.ts'
import { permissionsOf } from '../../domain/people/permissions.ts'
import { hasLeft } from '../../domain/people/staff.ts'
import { defaultSettings, writtenSettings } from '../../domain/settings/settings.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentRow } from '../present.ts'
import { deskAnswer } from './answers.ts'
import { readNotices } from './notices.ts'
import { readToday } from './today.ts'

/** All that the desk begins with, in one answer: who I am, the settings, the people, and what waits for me. */
export function deskRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>().get(
    '/',
    describe({ id: 'readDesk', tag: 'desk', answer: deskAnswer, tagged: true, kept: true }),
    allow('read'),
    async (c) => {
      const me = c.var.actor
      const moment = now()
      const [revision, people, told] = await Promise.all([
        newsroom.findSettings(),
        newsroom.staff.list(),
        readNotices(newsroom.notices, me, moment),
        newsroom.staff.see(me.id, inVietnam(moment.toISOString()).slice(0, 10)),
      ])
      const settings = revision?.state ?? defaultSettings
      const left = new Set(people.filter((each) => hasLeft(each, moment)).map(({ id }) => id))
      const { counts, queue, toWrite } = await readToday(newsroom, { me, now: moment, settings, left })
      const body = {
        me: { ...me, may: permissionsOf(me) },
        settings: writtenSettings(settings),
        ...(revision && { settingsTag: revisionTag(revision) }),
        people,
        counts,
        queue: queue.map(({ row, ...waiting }) => ({ ...waiting, row: presentRow(row) })),
        toWrite: toWrite.map(({ article: _, dropped: __, ...slot }) => slot),
        newNotices: told.new,
        ...(told.locale && { locale: told.locale }),
      }
      // The clock alone makes no new answer.
      const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)
      const etag = `"desk-${digest}"`
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, { ETag: etag })
      return c.json({ ...body, now: moment.toISOString() }, 200, { ETag: etag })
    },
  )
}
