import { isDeepStrictEqual } from 'node:util'
import { Hono } from 'hono'
import * as z from 'zod'
import { articleInput } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { beginSlot, dropSlot, type Slot, slot, slotInput, writeSlot } from '../../domain/article/slot.ts'
import { write } from '../../domain/article/write.ts'
import { requireFound } from '../../domain/errors.ts'
import { requireSection } from '../../domain/people/permissions.ts'
import type { Act } from '../../domain/revision.ts'
import { requireKnownSection } from '../../domain/settings/settings.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import type { Change } from '../../store/chain.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'

const param = z.object({ id: articleId })
const beginBody = z.strictObject({ article: articleId })
const nothing = z.strictObject({})

/** What is to be written and is no text yet: planned, planned anew, dropped, or begun as an article. */
export function slotRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  const { slots, articles } = newsroom

  /** The article that a slot becomes: its title, and nothing else yet. */
  async function createArticle(id: string, { what, section, locale }: Slot, { repeat: _, ...act }: Act) {
    const [there] = await articles.existing([id])
    if (there) return
    const input = articleInput.parse({ section, translations: { [locale]: { title: what } } })
    const written = { by: act.actor.id, at: act.at, revision: 1 }
    await articles.revise(id, { absent: true }, () => ({
      act: { ...act, action: 'create' },
      state: write(id, undefined, input, written),
    }))
  }

  const changed =
    (act: Act, change: (before: Slot) => Slot): Change<Slot> =>
    (previous) => {
      requireFound(previous, 'subject', '')
      const state = change(previous.state)
      return state === previous.state ? undefined : { act, state }
    }

  return new Hono<AdminEnv>()
    .get(
      '/:id',
      describe({ id: 'readSlot', tag: 'workflow', answer: slot, tagged: true, refuses: [404] }),
      allow('read'),
      validate('param', param),
      async (c) => {
        const { id } = c.req.valid('param')
        const revision = await slots.latest(id)
        requireFound(revision, 'subject', id)
        return c.json(revision.state, 200, { ETag: revisionTag(revision) })
      },
    )
    .put(
      '/:id',
      describe({
        ...{ id: 'writeSlot', tag: 'workflow', answer: slot, writes: 'put', refuses: [404, 409] },
        example: { what: 'Lễ hội hoa tam giác mạch', on: '2030-01-02', section: 'news', locale: 'vi' },
      }),
      allow('intend'),
      requireJson,
      validate('param', param),
      validate('json', slotInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        requireKnownSection(await newsroom.settings(), input.section)
        requireSection(c.var.actor, input.section)
        const act = await actOf(c, now(), 'edit')
        const revision = await slots.revise(
          id,
          precondition,
          (previous) => {
            if (previous) requireSection(c.var.actor, previous.state.section)
            const state = writeSlot(id, previous?.state, input, c.var.actor.id)
            if (previous && isDeepStrictEqual(previous.state, state)) return undefined
            return { act: { ...act, action: previous ? 'edit' : 'create' }, state }
          },
          act.repeat,
        )
        return c.json(revision.state, 'absent' in precondition ? 201 : 200, { ETag: revisionTag(revision) })
      },
    )
    .post(
      '/:id/drop',
      describe({
        ...{ id: 'dropSlot', tag: 'workflow', answer: slot, writes: 'change', refuses: [404, 409] },
        example: {},
      }),
      allow('intend'),
      requireJson,
      validate('param', param),
      validate('json', nothing),
      async (c) => {
        const { id } = c.req.valid('param')
        const act = await actOf(c, now(), 'discard')
        const change = changed(act, (before) => {
          requireSection(c.var.actor, before.section)
          return dropSlot(before, act.actor.id, act.at)
        })
        const revision = await slots.revise(id, preconditionOf(c), change, act.repeat)
        return c.json(revision.state, 200, { ETag: revisionTag(revision) })
      },
    )
    .post(
      '/:id/begin',
      describe({
        ...{ id: 'beginSlot', tag: 'workflow', answer: slot, writes: 'change', refuses: [404, 409] },
        example: { article: '4k7m2p9x1a' },
      }),
      allow('create'),
      requireJson,
      validate('param', param),
      validate('json', beginBody),
      async (c) => {
        const { id } = c.req.valid('param')
        const { article } = c.req.valid('json')
        const act = await actOf(c, now(), 'begin')
        const change = changed(act, (before) => {
          requireSection(c.var.actor, before.section)
          return beginSlot(before, article)
        })
        // The slot decides first which article it becomes, so that two people never write it twice; cut short here, the
        // same request makes the article.
        const revision = await slots.revise(id, preconditionOf(c), change, act.repeat)
        await createArticle(article, revision.state, act)
        return c.json(revision.state, 200, { ETag: revisionTag(revision) })
      },
    )
}
