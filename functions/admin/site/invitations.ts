import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import { principal, requireAdministrator, staffInput, staffRecord } from '../../domain/people/staff.ts'
import { refusal } from '../../domain/rules.ts'
import { requireKnownSection } from '../../domain/settings/settings.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf, keyOf } from '../request-act.ts'
import type { UserAccounts } from './user-accounts.ts'

const idParam = z.object({ id: principal })

const invitation = z.strictObject({ email: z.email().max(254).toLowerCase(), record: staffInput })
const invited = z.object({ id: z.string(), ...staffRecord.shape })

const account = component(
  'UserAccount',
  z.object({
    email: z.string(),
    state: z.enum(['invited', 'active', 'disabled']),
    changed: z.iso.datetime(),
  }),
)

const againInput = z.strictObject({
  /** Of the account, as it was on the screen: so an invitation is sent again once, however often it is asked for. */
  changed: z.iso.datetime(),
})

/** Lets people in by their e-mail address: an account of theirs in the pool, and a record of the staff for it. */
export function invitationRoutes({ newsroom, accounts, now = () => new Date() }: AdminParts) {
  const { staff } = newsroom

  function pool(): UserAccounts {
    if (!accounts) throw new AppError('unavailable', refusal('accounts_busy'))
    return accounts
  }

  async function accountOf(id: string) {
    const found = await pool().find(id)
    if (!found) throw new AppError('not_found', refusal('no_account', { id }))
    return found
  }

  return new Hono<AdminEnv>()
    .post(
      '/invitations',
      describe({
        id: 'inviteStaff',
        tag: 'staff',
        answer: invited,
        tagged: true,
        makes: true,
        refuses: [409],
        example: {
          email: 'phong.thong-tin@example.vn',
          record: { name: 'Phòng Thông tin', role: 'editor', sections: ['news'] },
        },
      }),
      allow('appoint'),
      requireJson,
      validate('json', invitation),
      async (c) => {
        const { email, record } = c.req.valid('json')
        const settings = await newsroom.settings()
        for (const section of record.sections ?? []) requireKnownSection(settings, section)
        requireAdministrator(await staff.list(), '', record, c.var.actor.id)
        const act = await actOf(c, now(), 'appoint')
        if (!act.repeat) throw new AppError('precondition_required', refusal('key_needed'))
        // First, for it says who they will be. Whoever has an account alone may do nothing, and is taken as they are the next time.
        const id = await pool().invite(email)
        const revision = await staff
          .revise(id, { absent: true }, () => ({ act, state: record }), act.repeat)
          .catch(async (error: unknown) => {
            if (!(error instanceof AppError && error.code === 'stale')) throw error
            const name = (await staff.findRecord(id))?.record.name ?? email
            throw new AppError('conflict', refusal('on_the_staff', { name }))
          })
        return c.json({ id, ...revision.state }, 201, { ETag: revisionTag(revision) })
      },
    )
    .get(
      '/:id/account',
      describe({ id: 'readAccount', tag: 'staff', answer: account, refuses: [404] }),
      allow('appoint'),
      validate('param', idParam),
      async (c) => c.json(await accountOf(c.req.valid('param').id)),
    )
    .post(
      '/:id/invitation',
      describe({
        id: 'inviteAgain',
        tag: 'staff',
        answer: account,
        refuses: [404, 409],
        example: { changed: '2026-11-27T02:00:00.000Z' },
      }),
      allow('appoint'),
      requireJson,
      validate('param', idParam),
      validate('json', againInput),
      async (c) => {
        keyOf(c)
        const { id } = c.req.valid('param')
        const { changed } = c.req.valid('json')
        const before = await accountOf(id)
        if (before.state !== 'invited') throw new AppError('conflict', refusal('not_invited'))
        // Sent again, because the answer was lost, or somebody else was faster: the invitation is on its way.
        if (before.changed === changed) await pool().inviteAgain(before.email)
        return c.json(await accountOf(id))
      },
    )
}
