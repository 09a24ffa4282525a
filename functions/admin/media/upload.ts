import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import { extensionOf, mediaId } from '../../domain/library/file.ts'
import {
  accept,
  askAgain,
  type Media,
  register,
  requireThere,
  uploadInput,
} from '../../domain/library/library.ts'
import { refusal } from '../../domain/rules.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { incomingKey } from '../../store/uploads.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'
import { mediaAnswer, mediaAsked } from './answers.ts'
import { headersOf, present, requireFile, requireTheirs } from './files.ts'
import { refusalOf } from './refusal.ts'

const idParam = z.object({ id: mediaId })

/** Files on their way: uploaded straight to the object store, looked at, and then there for every article. */
export function uploadRoutes({
  newsroom,
  uploads,
  askMedia,
  now = () => new Date(),
}: Pick<AdminParts, 'newsroom' | 'uploads' | 'askMedia' | 'now'>) {
  const { media } = newsroom

  async function formOf({ upload }: Media) {
    const extension = upload && extensionOf(upload.name)
    if (!upload || !extension) throw new Error('the file waits for no upload')
    return await uploads.lend({ ...upload, extension }, now())
  }

  return new Hono<AdminEnv>()
    .put(
      '/:id',
      describe({
        id: 'askForUpload',
        tag: 'media',
        answer: mediaAsked,
        writes: 'put',
        refuses: [404, 409],
        example: { name: 'Cột mốc 171.jpg', bytes: 3_512_904 },
      }),
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
    .post(
      '/:id/complete',
      describe({ id: 'completeUpload', tag: 'media', answer: mediaAnswer, tagged: true, refuses: [404] }),
      allow('upload'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const act = await actOf(c, now(), 'accept')
        const latest = await requireFile(newsroom, id)
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
          throw new AppError('conflict', refusal('other_bytes_asked'))
        }
        requireThere(latest.state)
        const { key, name } = upload
        const { refuseActiveDocuments: refuseActive } = await newsroom.settings()
        const { focus } = latest.state
        const answer = await askMedia({ task: 'take', id, key, name, extension, focus, refuseActive })
        if (answer.outcome === 'refused') {
          // Another request may have been faster, or have asked for other bytes.
          const current = await requireFile(newsroom, id)
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
      },
    )
}
