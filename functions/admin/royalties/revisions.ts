import { Hono } from 'hono'
import * as z from 'zod'
import { AppError, requireFound } from '../../domain/errors.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { refusal } from '../../domain/rules.ts'
import { askedLocale } from '../../http/asked-locale.ts'
import { validate } from '../../http/validate.ts'
import type { Chain } from '../../store/chain.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { history as historyAnswer, revision as revisionAnswer } from '../answers.ts'
import { type Description, describe } from '../describe.ts'
import { type AdminEnv, allow } from '../env.ts'
import { presentMeta, presentRevision } from '../present.ts'

/** Of what there are revisions: the id and the state, and what its two routes are called. */
interface Kept<State> extends Pick<Description, 'tag'> {
  id: z.ZodType<string, string>
  state: z.ZodType<State>
  list: Description['id']
  read: Description['id']
}

interface Showing<State> {
  /** Refuses whoever may not see this one. */
  requireTheirs?: (member: Member, state: State) => Promise<void>
  /** Puts what it tells in words. */
  say?: (state: State, locale: Locale) => State
}

/** What happened to a scheme, a payee or a royalty, and what it was at any time. */
export function revisionRoutes<State>(
  { history, find, latest }: Pick<Chain<State>, 'history' | 'find' | 'latest'>,
  { id, state, tag, list, read }: Kept<State>,
  { requireTheirs = async () => undefined, say = (each) => each }: Showing<State> = {},
) {
  async function requireSeen(member: Member, subject: string): Promise<void> {
    const current = await latest(subject)
    requireFound(current, 'subject', subject)
    await requireTheirs(member, current.state)
  }

  return new Hono<AdminEnv>()
    .get(
      '/:id/revisions',
      describe({ id: list, tag, answer: historyAnswer, refuses: [404] }),
      allow('remunerate'),
      validate('param', z.object({ id })),
      async (c) => {
        const { id: subject } = c.req.valid('param')
        await requireSeen(c.var.actor, subject)
        return c.json({ revisions: (await history(subject)).map(presentMeta) })
      },
    )
    .get(
      '/:id/revisions/:number',
      describe({
        id: read,
        tag,
        answer: z.object({ state, revision: revisionAnswer }),
        tagged: true,
        refuses: [404],
      }),
      allow('remunerate'),
      validate('param', z.object({ id, number: z.coerce.number().int().min(1).max(99_999_999) })),
      async (c) => {
        const { id: subject, number } = c.req.valid('param')
        await requireSeen(c.var.actor, subject)
        const revision = await find(subject, number)
        if (!revision) throw new AppError('not_found', refusal('no_revision_of', { number, id: subject }))
        const body = { state: say(revision.state, askedLocale(c)), revision: presentRevision(revision) }
        return c.json(body, 200, { ETag: revisionTag(revision) })
      },
    )
}
