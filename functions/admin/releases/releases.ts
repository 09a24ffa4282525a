import { isDeepStrictEqual } from 'node:util'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { plannedInstant } from '../../domain/date-schemas.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import {
  dropRelease,
  hasOtherMembers,
  nameOfMember,
  planRelease,
  type Release,
  releaseInput,
  unplanRelease,
  writeRelease,
} from '../../domain/release/release.ts'
import type { Act, Revision } from '../../domain/revision.ts'
import { refusal } from '../../domain/rules.ts'
import { lines } from '../../domain/text-schemas.ts'
import { askedLocale } from '../../http/asked-locale.ts'
import { inWords } from '../../http/refusal-words.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { makeTogether, readMembers } from '../../store/go-together.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentMeta, presentRevision } from '../present.ts'
import { actOf } from '../request-act.ts'
import { releaseAnswer, releaseHistory, releaseList } from './answers.ts'
import { judgeRelease, mayPublish } from './judge.ts'
import { presentMember, presentRelease, presentReleaseRow, rowsOf } from './present.ts'

/** How often all of it is looked at again where somebody was faster with one of its texts. */
const attempts = 5

const param = z.object({ id: articleId })
const listQuery = z.strictObject({
  state: z.enum(['preparing', 'planned', 'gone']).default('planned'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
  /** Those that are not over and that a text of this article is in. */
  article: articleId.optional(),
})
const planBody = z.strictObject({ publishAt: plannedInstant, note: lines(1000).optional() })
const noteBody = z.strictObject({ note: lines(1000).optional() })

const one = { tag: 'workflow', answer: releaseAnswer } as const
const change = { ...one, writes: 'change', refuses: [404, 409] } as const

/** Several texts that go public in one act or at one moment, all or none. */
export function releaseRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  const { releases } = newsroom

  async function answer(c: Context<AdminEnv>, revision: Revision<Release>, status: 200 | 201 = 200) {
    const told = presentRelease(revision.state, now())
    const { members } = revision.state
    const isOver = told.state === 'gone' || told.state === 'dropped'
    const { articles, reasons } = await judgeRelease(
      newsroom,
      revision.state,
      c.var.actor,
      now().toISOString(),
    )
    const spoken = askedLocale(c)
    const texts = members.map((member) => {
      const why = isOver ? undefined : reasons.get(nameOfMember(member))
      const said =
        typeof why === 'string' ? { message: why } : why && { ...why, message: inWords(why, spoken) }
      const state = articles.get(member.article)?.state
      return { ...presentMember(member, state), ...(said && { why: said }) }
    })
    const body = { release: told, texts, revision: presentRevision(revision) }
    return c.json(body, status, { ETag: revisionTag(revision) })
  }

  /** The last revision, which whoever asks knows; refuses where they do not. Undefined where there is to be none. */
  async function known(c: Context<AdminEnv>, id: string): Promise<Revision<Release> | undefined> {
    let latest: Revision<Release> | undefined
    await releases.foresee(id, preconditionOf(c), (previous) => {
      latest = previous
      return undefined
    })
    return latest
  }

  /** An act on a release that is there. */
  async function perform(
    c: Context<AdminEnv>,
    id: string,
    { action, note }: { action: Act['action']; note?: string | undefined },
    make: (before: Release, act: Act) => Release,
    require?: (revision: Revision<Release>, act: Act) => Promise<void>,
  ) {
    const act = await actOf(c, now(), action, note ? { note } : {})
    // What was asked for before is answered as it was, whatever has become of the texts since.
    if (require && !(await releases.findRepeated(id, act.repeat, preconditionOf(c)))) {
      const latest = await known(c, id)
      requireFound(latest, 'subject', id)
      await require(latest, act)
    }
    const revision = await releases.revise(
      id,
      preconditionOf(c),
      (previous) => {
        requireFound(previous, 'subject', id)
        return { act, state: make(previous.state, act) }
      },
      act.repeat,
    )
    return await answer(c, revision)
  }

  /** Refuses what could not go public now, all of it in one act, by whoever asks. */
  async function requireGoing(c: Context<AdminEnv>, revision: Revision<Release>, act: Act) {
    const { next, parts } = await makeTogether(newsroom, revision, { act, require: mayPublish(c.var.actor) })
    releases.requireFits(revision, next, parts)
  }

  /** Refuses a text that whoever moves the release may not let go public: it will be in their name. */
  async function requireMovable(c: Context<AdminEnv>, { state }: Revision<Release>) {
    const { articles } = await readMembers(newsroom, state.members)
    for (const { article: id, locale } of state.members) {
      const article = articles.get(id)?.state
      if (article) mayPublish(c.var.actor)(article, locale)
    }
  }

  /** Makes all of it public; looks again where somebody was faster with one of the texts. */
  async function publish(c: Context<AdminEnv>, id: string, act: Act): Promise<Revision<Release>> {
    const precondition = preconditionOf(c)
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const made = await releases.findRepeated(id, act.repeat, precondition)
      if (made) return made
      const previous = await known(c, id)
      requireFound(previous, 'subject', id)
      const { next, parts } = await makeTogether(newsroom, previous, {
        act,
        require: mayPublish(c.var.actor),
      })
      const revision = await releases.commit(previous, next, parts)
      if (revision) return revision
    }
    const current = await releases.latest(id)
    throw new AppError('stale', refusal('changed_meanwhile'), current && { current: revisionTag(current) })
  }

  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listReleases', tag: 'workflow', answer: releaseList }),
      allow('read'),
      validate('query', listQuery),
      async (c) => {
        const { state, article, ...page } = c.req.valid('query')
        const open = article === undefined ? undefined : await releases.openOf(article)
        const { rows, next } = open
          ? { rows: await releases.rows(open.map(({ subject }) => subject)), next: undefined }
          : await releases.inState(state, page)
        const [articles, { sections }] = await Promise.all([rowsOf(newsroom, rows), newsroom.settings()])
        return c.json({
          releases: rows.map((row) => presentReleaseRow(row, articles, sections, now())),
          ...(next && { next }),
        })
      },
    )
    .get(
      '/:id',
      describe({ ...one, id: 'readRelease', tagged: true, refuses: [404] }),
      allow('read'),
      validate('param', param),
      async (c) => {
        const { id } = c.req.valid('param')
        const revision = await releases.latest(id)
        requireFound(revision, 'subject', id)
        return await answer(c, revision)
      },
    )
    .get(
      '/:id/revisions',
      describe({ id: 'listReleaseRevisions', tag: 'workflow', answer: releaseHistory, refuses: [404] }),
      allow('read'),
      validate('param', param),
      async (c) => {
        const { id } = c.req.valid('param')
        const revisions = await releases.history(id)
        requireFound(revisions[0], 'subject', id)
        return c.json({ revisions: revisions.toReversed().map(presentMeta) })
      },
    )
    .put(
      '/:id',
      describe({
        ...{ ...one, id: 'writeRelease', writes: 'put', refuses: [404, 409] },
        example: { name: 'Lễ hội hoa tam giác mạch', members: [{ article: '0r5g8k2m4n', locale: 'vi' }] },
      }),
      allow('schedule'),
      requireJson,
      validate('param', param),
      validate('json', releaseInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'edit')
        if (!(await releases.findRepeated(id, act.repeat, precondition))) {
          const before = await known(c, id)
          const next = before && writeRelease(id, before.state, input, act.actor)
          // What is planned stays ready: a text that is not comes later, or the plan goes first.
          if (before && next?.planned && hasOtherMembers(before.state, next))
            await requireGoing(c, { ...before, state: next }, act)
        }
        const revision = await releases.revise(
          id,
          precondition,
          (previous) => {
            const state = writeRelease(id, previous?.state, input, act.actor)
            if (previous && isDeepStrictEqual(previous.state, state)) return undefined
            return { act: { ...act, action: previous ? 'edit' : 'create' }, state }
          },
          act.repeat,
        )
        return await answer(c, revision, 'absent' in precondition ? 201 : 200)
      },
    )
    .post(
      '/:id/schedule',
      describe({ ...change, id: 'scheduleRelease', example: { publishAt: '2030-01-02T07:00:00+07:00' } }),
      allow('schedule'),
      requireJson,
      validate('param', param),
      validate('json', planBody),
      async (c) => {
        const { publishAt, note } = c.req.valid('json')
        return await perform(
          c,
          c.req.valid('param').id,
          { action: 'schedule', note },
          (before, act) => planRelease(before, publishAt, act.actor, act.at),
          // What is planned and not ready any more may be moved: it waits in any case, and as well until later.
          (latest, act) => (latest.state.planned ? requireMovable(c, latest) : requireGoing(c, latest, act)),
        )
      },
    )
    .post(
      '/:id/unschedule',
      describe({ ...change, id: 'unscheduleRelease', example: {} }),
      allow('schedule'),
      requireJson,
      validate('param', param),
      validate('json', noteBody),
      (c) => {
        const { note } = c.req.valid('json')
        return perform(c, c.req.valid('param').id, { action: 'unschedule', note }, unplanRelease)
      },
    )
    .post(
      '/:id/discard',
      describe({ ...change, id: 'discardRelease', example: {} }),
      allow('schedule'),
      requireJson,
      validate('param', param),
      validate('json', noteBody),
      (c) => {
        const { note } = c.req.valid('json')
        return perform(c, c.req.valid('param').id, { action: 'discard', note }, (before, act) =>
          dropRelease(before, act.actor.id, act.at),
        )
      },
    )
    .post(
      '/:id/publish',
      describe({ ...change, id: 'publishRelease', example: {} }),
      allow('publish'),
      requireJson,
      validate('param', param),
      validate('json', noteBody),
      async (c) => {
        const { note } = c.req.valid('json')
        const act = await actOf(c, now(), 'publish', note ? { note } : {})
        return await answer(c, await publish(c, c.req.valid('param').id, act))
      },
    )
}
