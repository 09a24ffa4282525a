import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { articlePart } from '../../domain/article/working-copy.ts'
import { instant } from '../../domain/date-schemas.ts'
import { requireFound } from '../../domain/errors.ts'
import { id } from '../../domain/id-schema.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'
import { presenceAnswer } from './answers.ts'

const param = z.object({ id: articleId })
const body = z.strictObject({
  /** An id that the window made up: a person may have an article open twice. */
  window: id,
  /** Where they are: in a language, or in what the languages share. */
  part: articlePart,
  /** They write; otherwise they read. */
  editing: z.boolean(),
  /** Since when the window shows the article. */
  since: instant,
})

/**
 * Who has an article open. One call says that, and is answered who else is there, which revision is the last, and whether something
 * new was said in its notes: nothing else asks for that.
 */
export function presenceRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>().put(
    '/:id',
    describe({
      ...{ id: 'sayPresence', tag: 'notes', answer: presenceAnswer, refuses: [404] },
      example: { window: '4k7m2p9x1a', part: 'vi', editing: true, since: '2030-01-02T08:00:00.000Z' },
    }),
    allow('read'),
    requireJson,
    validate('param', param),
    validate('json', body),
    async (c) => {
      keyOf(c)
      const { id: article } = c.req.valid('param')
      const { actor } = c.var
      const here = { ...c.req.valid('json'), article, by: { id: actor.id, name: actor.name } }
      const last = await newsroom.articles.lastAct(article)
      requireFound(last, 'article', article)
      const [others, said] = await Promise.all([
        newsroom.presence.say(here, now()),
        newsroom.notes.lastAct(article),
      ])
      const { number, at, actor: by, action } = last
      return c.json({
        others,
        revision: { number, etag: revisionTag(last), at, actor: by, action },
        ...(said && { notes: revisionTag(said) }),
      })
    },
  )
}
