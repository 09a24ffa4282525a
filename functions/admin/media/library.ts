import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import { extensionOf, focus, mediaId, mediaKind } from '../../domain/library/file.ts'
import {
  accept,
  askAgain,
  describe,
  description,
  type Media,
  mediaStatus,
  refocus,
  register,
  removeFile,
  requireThere,
  uploadInput,
  withdrawFile,
} from '../../domain/library/library.ts'
import { isPermitted, type Member, requireSection } from '../../domain/people/permissions.ts'
import type { Revision } from '../../domain/revision.ts'
import { fold, line } from '../../domain/text.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/chain.ts'
import { incomingKey } from '../../store/uploads.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentMeta, presentRevision } from '../present.ts'
import { actOf } from '../request-act.ts'
import { refusalOf } from './refusal.ts'
import { createMediaUses } from './uses.ts'

const idParam = z.object({ id: mediaId })
const reasonBody = z.strictObject({ reason: line(500) })

export const mediaQuery = z.strictObject({
  kind: mediaKind.optional(),
  status: mediaStatus.optional(),
  /** Part of the name, of what it shows or of whose it is; case and marks do not count. */
  text: line(100).optional(),
  /** Only what no article names, in what is public or in what was written last. */
  unused: z.enum(['true']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

/** Pictures, documents and sound: uploaded straight to the object store, looked at, and then there for every article. */
export function mediaRoutes(parts: AdminParts) {
  const { newsroom, uploads, askMedia, now = () => new Date() } = parts
  const { media } = newsroom
  const uses = createMediaUses(newsroom)

  async function requireFile(id: string): Promise<Revision<Media>> {
    const revision = await media.latest(id)
    if (!revision) throw new AppError('not_found', `there is no file "${id}"`)
    return revision
  }

  /** Contributors change what they uploaded themselves; editors change every file. */
  function requireTheirs(member: Member, { createdBy, id }: Media): void {
    if (isPermitted(member, 'curate') || createdBy === member.id) return
    throw new AppError('forbidden', `the file "${id}" was uploaded by somebody else; an editor can change it`)
  }

  function present(revision: Revision<Media>) {
    const { upload: _, original, ...shown } = revision.state
    return {
      media: { ...shown, ...(original && { originalBytes: original.bytes }) },
      revision: presentRevision(revision),
    }
  }

  const headersOf = (revision: Revision<Media>) => ({ ETag: revisionTag(revision) })

  async function formOf({ upload }: Media) {
    const extension = upload && extensionOf(upload.name)
    if (!upload || !extension) throw new Error('the file waits for no upload')
    return await uploads.lend({ ...upload, extension }, now())
  }

  return new Hono<AdminEnv>()
    .get('/', allow('read'), validate('query', mediaQuery), async (c) => {
      const { kind, status, text, unused, limit, cursor } = c.req.valid('query')
      const wanted = text && fold(text)
      const { rows, next } = await media.list({ limit, cursor }, (row) => {
        if (kind && row.kind !== kind) return false
        // What never came is of no use to anybody but who is about to send it.
        if (status ? row.status !== status : row.status === 'waiting' || row.status === 'removed')
          return false
        return !wanted || fold(JSON.stringify([row.name, row.description])).includes(wanted)
      })
      const shown = unused ? await uses.withoutUse(rows) : rows
      return c.json({ media: shown, next })
    })
    .get('/:id', allow('read'), validate('param', idParam), async (c) => {
      const revision = await requireFile(c.req.valid('param').id)
      return c.json({ ...present(revision), usedIn: await uses.of(revision.state) }, 200, headersOf(revision))
    })
    .get('/:id/revisions', allow('read'), validate('param', idParam), async (c) => {
      const { id } = c.req.valid('param')
      await requireFile(id)
      return c.json({ revisions: (await media.history(id)).map(presentMeta) })
    })
    .put(
      '/:id',
      allow('upload'),
      requireJson,
      validate('param', idParam),
      validate('json', uploadInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'upload')
        const key = incomingKey(id)
        const revision = await media.revise(
          id,
          precondition,
          (previous) => {
            if (!previous) return { act, state: register(id, input, { key, by: act.actor.id, at: act.at }) }
            requireTheirs(c.var.actor, previous.state)
            return { act, state: askAgain(previous.state, input, key) }
          },
          act.repeat,
        )
        const upload = await formOf(revision.state)
        const status = 'absent' in precondition ? 201 : 200
        return c.json({ ...present(revision), upload }, status, headersOf(revision))
      },
    )
    .post('/:id/complete', allow('upload'), validate('param', idParam), async (c) => {
      const { id } = c.req.valid('param')
      const act = await actOf(c, now(), 'accept')
      const latest = await requireFile(id)
      requireTheirs(c.var.actor, latest.state)
      const met = await media.asFirstMet(latest, act.repeat)
      const made = await media.findRepeated(id, act.repeat, { match: [revisionTag(met)] })
      if (made) return c.json(present(made), 200, headersOf(made))
      const { upload } = met.state
      const extension = upload && extensionOf(upload.name)
      // Asked again after the answer was lost.
      if (!upload || !extension) return c.json(present(met), 200, headersOf(met))
      if (latest.state.upload?.key !== upload.key) {
        // Completed by another request; or this one comes late, and what waits now is not what it is about.
        if (!latest.state.upload) return c.json(present(latest), 200, headersOf(latest))
        const message =
          'other bytes were asked for since this request came first; send it with a new Idempotency-Key'
        throw new AppError('conflict', message)
      }
      requireThere(latest.state)
      const { key, name } = upload
      const answer = await askMedia({ task: 'take', id, key, name, extension, focus: latest.state.focus })
      if (answer.outcome === 'refused') {
        // Another request may have been faster, or have asked for other bytes.
        const current = await requireFile(id)
        if (current.state.upload?.key !== key) return c.json(present(current), 200, headersOf(current))
        throw refusalOf(c, answer)
      }
      if (answer.outcome !== 'taken') throw new Error(`the media function answered "${answer.outcome}"`)
      const revision = await media.revise(id, { match: ['*'] }, (previous) => {
        // Meanwhile other bytes were asked for, or the same were completed by another request.
        if (previous?.state.upload?.key !== key) return undefined
        return { act, state: accept(previous.state, answer) }
      })
      return c.json(present(revision), 200, headersOf(revision))
    })
    .put(
      '/:id/description',
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
            if (!previous) throw new AppError('not_found', `there is no file "${id}"`)
            requireTheirs(c.var.actor, previous.state)
            return { act, state: describe(previous.state, c.req.valid('json')) }
          },
          act.repeat,
        )
        return c.json(present(revision), 200, headersOf(revision))
      },
    )
    .put(
      '/:id/focus',
      allow('upload'),
      requireJson,
      validate('param', idParam),
      validate('json', focus),
      async (c) => {
        const { id } = c.req.valid('param')
        const point = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'cut')
        const known = await requireFile(id)
        const { state } = known
        requireTheirs(c.var.actor, state)
        const made = await media.findRepeated(id, act.repeat, precondition)
        if (made) return c.json(present(made), 200, headersOf(made))
        const { original, extension, kind, status } = state
        if (kind !== 'picture' || status !== 'ready' || !original)
          throw new AppError(
            'conflict',
            `the file "${id}" is a ${kind} that is "${status}"; only a ready picture has a focus`,
          )
        // Who knows another revision is refused below, or is repeating what was done: nothing is cut for them.
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
      allow('take_back'),
      requireJson,
      validate('param', idParam),
      validate('json', reasonBody),
      async (c) => {
        const { id } = c.req.valid('param')
        const { reason } = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'withdraw', { note: reason })
        // It changes public pages, so whoever is limited to sections may do it in those alone.
        for (const { section } of await uses.of((await requireFile(id)).state))
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
    .delete('/:id', allow('upload'), validate('param', idParam), async (c) => {
      const { id } = c.req.valid('param')
      const precondition = preconditionOf(c)
      const act = await actOf(c, now(), 'remove')
      const known = await requireFile(id)
      requireTheirs(c.var.actor, known.state)
      const used = await uses.of(known.state)
      if (used.length > 0) {
        const names = used.map(({ article }) => article).join(', ')
        throw new AppError(
          'conflict',
          `the file "${id}" is used in: ${names}; take it out there, or withdraw it`,
        )
      }
      const revision = await media.revise(
        id,
        precondition,
        (previous) => previous && { act, state: removeFile(previous.state) },
        act.repeat,
      )
      return c.json(present(revision), 200, headersOf(revision))
    })
}
