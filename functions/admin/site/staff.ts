import { isDeepStrictEqual } from 'node:util'
import { Hono } from 'hono'
import * as z from 'zod'
import { day } from '../../domain/date-schemas.ts'
import { AppError } from '../../domain/errors.ts'
import {
  hasAdministrator,
  principal,
  requireAdministrator,
  staffInput,
  staffRecord,
} from '../../domain/people/staff.ts'
import { refusal } from '../../domain/rules.ts'
import { requireKnownSection } from '../../domain/settings/settings.ts'
import { describeError, log } from '../../http/log.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { history } from '../answers.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentMeta } from '../present.ts'
import { actOf } from '../request-act.ts'

const idParam = z.object({ id: principal })

const staffAnswer = z.object({ id: z.string(), ...staffRecord.shape })
/** `etag`: what the next change must name; `lastSeen`: the last day (of Vietnam) on which they opened the desk. */
const staffList = z.object({
  staff: z.array(staffAnswer.extend({ etag: z.string().optional(), lastSeen: day.optional() })),
})

/** Who works here and what they may do. The first administrator has no revision, and so no ETag, until somebody writes one. */
export function staffRoutes({ newsroom, accounts, now = () => new Date() }: AdminParts) {
  const { staff } = newsroom

  /** Who has left is refused everything by their record alone; that they cannot sign in either is tidy, and may fail. */
  async function lock(id: string, isOn: boolean): Promise<void> {
    await accounts?.enable(id, isOn).catch((error: unknown) => {
      log('warn', 'an account could not be locked or opened', { subject: id, ...describeError(error) })
    })
  }

  const nobody = (id: string) => new AppError('not_found', refusal('nobody', { id }))

  return new Hono<AdminEnv>()
    .get('/', describe({ id: 'listStaff', tag: 'staff', answer: staffList }), allow('appoint'), async (c) =>
      c.json({
        staff: (await staff.roster()).map(({ id, record, revision, seen }) => ({
          id,
          ...record,
          ...(revision && { etag: revisionTag(revision) }),
          ...(seen && { lastSeen: seen }),
        })),
      }),
    )
    .get(
      '/:id',
      describe({ id: 'readStaff', tag: 'staff', answer: staffAnswer, tagged: true, refuses: [404] }),
      allow('appoint'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const found = await staff.findRecord(id)
        if (!found) throw nobody(id)
        const { record, revision } = found
        return c.json({ id, ...record }, 200, revision ? { ETag: revisionTag(revision) } : {})
      },
    )
    .get(
      '/:id/revisions',
      describe({ id: 'listStaffRevisions', tag: 'staff', answer: history, refuses: [404] }),
      allow('appoint'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const revisions = await staff.history(id)
        if (revisions.length === 0 && !(await staff.findRecord(id))) throw nobody(id)
        return c.json({ revisions: revisions.map(presentMeta) })
      },
    )
    .put(
      '/:id',
      describe({
        id: 'writeStaff',
        tag: 'staff',
        answer: staffAnswer,
        writes: 'put',
        refuses: [404, 409],
        example: { name: 'Biên tập viên A', role: 'editor', sections: ['news'] },
      }),
      allow('appoint'),
      requireJson,
      validate('param', idParam),
      validate('json', staffInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const record = c.req.valid('json')
        const precondition = preconditionOf(c)
        const settings = await newsroom.settings()
        for (const section of record.sections ?? []) requireKnownSection(settings, section)
        requireAdministrator(await staff.list(), id, record, c.var.actor.id)
        const act = await actOf(c, now(), 'appoint')
        const revision = await staff.revise(
          id,
          precondition,
          (previous) =>
            previous && isDeepStrictEqual(previous.state, record) ? undefined : { act, state: record },
          act.repeat,
        )
        // Others may have taken away administrators at the same moment: whoever was last takes it back.
        if (!hasAdministrator(await staff.list())) {
          const { from: _, until: __, sections: ___, ...kept } = record
          const restored = { ...kept, role: 'admin' as const, active: true }
          await staff.revise(id, { match: [revisionTag(revision)] }, () => ({ act, state: restored }))
          throw new AppError('conflict', refusal('last_admin_restored'))
        }
        await lock(id, record.active)
        const status = 'absent' in precondition ? 201 : 200
        return c.json({ id, ...revision.state }, status, { ETag: revisionTag(revision) })
      },
    )
}
