import { Hono } from 'hono'
import * as z from 'zod'
import { AppError, requireFound } from '../../domain/errors.ts'
import { focus, mediaId } from '../../domain/library/file.ts'
import { describeFile, description, refocus, removeFile, withdrawFile } from '../../domain/library/library.ts'
import { requireSection } from '../../domain/people/permissions.ts'
import { refusal } from '../../domain/rules.ts'
import { line } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { history } from '../answers.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentMeta } from '../present.ts'
import { actOf } from '../request-act.ts'
import { mediaAnswer, mediaList, mediaRead } from './answers.ts'
import { headersOf, present, requireFile, requireTheirs } from './files.ts'
import { findMedia, mediaQuery } from './find.ts'
import { uploadRoutes } from './upload.ts'
import { createMediaUses } from './uses.ts'

const idParam = z.object({ id: mediaId })
const reasonBody = z.strictObject({ reason: line(500) })

const change = { tag: 'media', answer: mediaAnswer, writes: 'change', refuses: [404, 409] } as const

/** Pictures, documents and sound: found, described, cut, withdrawn and removed. */
export function mediaRoutes(parts: Pick<AdminParts, 'newsroom' | 'uploads' | 'askMedia' | 'now'>) {
  const { newsroom, askMedia, now = () => new Date() } = parts
  const { media } = newsroom
  const uses = createMediaUses(newsroom)

  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listMedia', tag: 'media', answer: mediaList }),
      allow('read'),
      validate('query', mediaQuery),
      async (c) => {
        const isWhole = await newsroom.wholeLists.areWhole()
        const { rows, next } = await findMedia(media, uses, c.req.valid('query'), isWhole)
        const counts = isWhole ? rows.map(({ usedIn }) => usedIn) : await uses.count(rows)
        return c.json({ media: rows.map((row, index) => ({ ...row, usedIn: counts[index] ?? 0 })), next })
      },
    )
    .get(
      '/:id',
      describe({ id: 'readMedia', tag: 'media', answer: mediaRead, tagged: true, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      async (c) => {
        const revision = await requireFile(newsroom, c.req.valid('param').id)
        return c.json({ ...present(revision), ...(await uses.of(revision.state)) }, 200, headersOf(revision))
      },
    )
    .get(
      '/:id/revisions',
      describe({ id: 'listMediaRevisions', tag: 'media', answer: history, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        await requireFile(newsroom, id)
        return c.json({ revisions: (await media.history(id)).map(presentMeta) })
      },
    )
    .route('/', uploadRoutes(parts))
    .put(
      '/:id/description',
      describe({
        ...change,
        id: 'describeMedia',
        example: { vi: { alt: 'Cột mốc 171 trên đồi', caption: 'Cột mốc 171', credit: 'Phòng Biên giới' } },
      }),
      allow('upload'),
      requireJson,
      validate('param', idParam),
      validate('json', description),
      async (c) => {
        const { id } = c.req.valid('param')
        const act = await actOf(c, now(), 'describe')
        const revision = await media.revise(
          id,
          preconditionOf(c),
          (previous) => {
            requireFound(previous, 'file', id)
            requireTheirs(c.var.actor, previous.state)
            return { act, state: describeFile(previous.state, c.req.valid('json')) }
          },
          act.repeat,
        )
        return c.json(present(revision), 200, headersOf(revision))
      },
    )
    .put(
      '/:id/focus',
      describe({ ...change, id: 'focusPicture', example: { x: 0.5, y: 0.3 } }),
      allow('upload'),
      requireJson,
      validate('param', idParam),
      validate('json', focus),
      async (c) => {
        const { id } = c.req.valid('param')
        const point = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'cut')
        const known = await requireFile(newsroom, id)
        const { state } = known
        requireTheirs(c.var.actor, state)
        const made = await media.findRepeated(id, act.repeat, precondition)
        if (made) return c.json(present(made), 200, headersOf(made))
        const { original, extension, kind, status } = state
        if (kind !== 'picture' || status !== 'ready' || !original)
          throw new AppError('conflict', refusal('no_focus', { id, kind, status }))
        // Somebody who knows another revision is refused below, or is repeating what was done: nothing is cut for them.
        const isKnown = 'match' in precondition && precondition.match.includes(revisionTag(known))
        const cut = { task: 'cut', id, key: original.key, extension, focus: point } as const
        const answer = isKnown ? await askMedia(cut) : undefined
        if (answer && answer.outcome !== 'taken')
          throw new Error(`the media function answered "${answer.outcome}"`)
        const revision = await media.revise(
          id,
          precondition,
          (previous) => previous && answer && { act, state: refocus(previous.state, point, answer.file) },
          act.repeat,
        )
        return c.json(present(revision), 200, headersOf(revision))
      },
    )
    .post(
      '/:id/withdraw',
      describe({ ...change, id: 'withdrawMedia', example: { reason: 'Người trong ảnh đề nghị gỡ' } }),
      allow('withdraw_file'),
      requireJson,
      validate('param', idParam),
      validate('json', reasonBody),
      async (c) => {
        const { id } = c.req.valid('param')
        const { reason } = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'withdraw', { note: reason })
        // It changes public pages, so whoever is limited to sections may do it in those alone.
        for (const { section } of await uses.now((await requireFile(newsroom, id)).state))
          requireSection(c.var.actor, section)
        const revision = await media.revise(
          id,
          precondition,
          (previous) => previous && { act, state: withdrawFile(previous.state, reason) },
          act.repeat,
        )
        return c.json(present(revision), 200, headersOf(revision))
      },
    )
    .delete(
      '/:id',
      describe({ ...change, id: 'removeMedia' }),
      allow('upload'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'remove')
        const known = await requireFile(newsroom, id)
        requireTheirs(c.var.actor, known.state)
        const used = await uses.now(known.state)
        if (used.length > 0) {
          const articles = used.map(({ article }) => article)
          throw new AppError('conflict', refusal('file_in_use', { id, articles }))
        }
        const revision = await media.revise(
          id,
          precondition,
          (previous) => previous && { act, state: removeFile(previous.state) },
          act.repeat,
        )
        return c.json(present(revision), 200, headersOf(revision))
      },
    )
}
