import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import type { Part } from '../../domain/article/parts.ts'
import { articlePart, requireKeepable, workingCopyInput } from '../../domain/article/working-copy.ts'
import { defaultLocale, wordsIn } from '../../domain/locale.ts'
import { preconditionIn, requireJson, validate } from '../../http/validate.ts'
import type { WorkingCard, WorkingPlace } from '../../store/working-copies.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'
import { workingCopiesOf, workingCopyList } from './answers.ts'

const idParam = z.object({ id: articleId })
const partParam = z.object({ id: articleId, part: articlePart })

function placeOf(c: Context<AdminEnv>, { id, part }: { id: string; part: Part }): WorkingPlace {
  const { actor } = c.var
  return { by: { id: actor.id, name: actor.name }, article: id, part }
}

/** What its owner gets of a copy. */
function presentOwn<Copy extends WorkingCard>({ article: _, by: __, ...copy }: Copy) {
  return copy
}

/** What others get: that somebody is writing. */
const presentOther = ({ by, part, since, at }: WorkingCard) => ({ by, part, since, at })

/** What is typed and not saved. It is nobody's but its owner's, and nothing of an article follows from it. */
export function workingCopyRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  const { workingCopies, articles } = newsroom

  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listWorkingCopies', tag: 'desk', answer: workingCopyList }),
      allow('read'),
      async (c) => {
        const copies = await workingCopies.listOwn(c.var.actor.id, now())
        const rows = await articles.findRows(copies.map(({ article }) => article))
        const titled = copies.map(({ by: _, title, ...copy }, index) => ({
          ...copy,
          title: title ?? wordsIn(rows[index]?.translations ?? {}, defaultLocale)?.title,
        }))
        return c.json({ copies: titled })
      },
    )
    .get(
      '/:id',
      describe({ id: 'readWorkingCopies', tag: 'desk', answer: workingCopiesOf }),
      allow('read'),
      validate('param', idParam),
      async (c) => {
        const { own, others } = await workingCopies.of(c.req.valid('param').id, c.var.actor.id, now())
        return c.json({ own: own.map(presentOwn), others: others.map(presentOther) })
      },
    )
    .put(
      '/:id/:part',
      describe({
        id: 'saveWorkingCopy',
        tag: 'desk',
        mayKnow: true,
        empty: true,
        tagged: true,
        refuses: [409],
        example: { base: '"7-6c4ed9b8"', device: 'office', content: { title: 'Hội nghị sơ kết' } },
      }),
      allow('create'),
      requireJson,
      validate('param', partParam),
      validate('json', workingCopyInput),
      async (c) => {
        keyOf(c)
        const input = c.req.valid('json')
        requireKeepable(input)
        const place = placeOf(c, c.req.valid('param'))
        const { etag } = await workingCopies.save(place, input, preconditionIn(c), now())
        return c.body(null, 204, { ETag: etag })
      },
    )
    .delete(
      '/:id/:part',
      describe({ id: 'dropWorkingCopy', tag: 'desk', mayKnow: true, empty: true }),
      allow('create'),
      validate('param', partParam),
      async (c) => {
        keyOf(c)
        await workingCopies.remove(placeOf(c, c.req.valid('param')), preconditionIn(c), now())
        return c.body(null, 204)
      },
    )
}
