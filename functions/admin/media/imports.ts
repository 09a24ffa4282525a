import { Hono } from 'hono'
import * as z from 'zod'
import { bodyWords } from '../../../locales/index.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { mediaId } from '../../domain/library/file.ts'
import { type Media, register } from '../../domain/library/library.ts'
import type { Act } from '../../domain/revision.ts'
import { refusal } from '../../domain/rules.ts'
import { askedLocale } from '../../http/asked-locale.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'
import { importAnswer } from './answers.ts'
import { refusalOf } from './refusal.ts'

const docxBody = z.strictObject({
  /** A .docx that was uploaded (`PUT /media/{id}` and its form) and not completed: it stays out of the library. */
  media: mediaId,
})

/** Turns files of other programs into what an editor can go on with. Nothing is written of an article. */
export function importRoutes({ newsroom, askMedia, now = () => new Date() }: AdminParts) {
  const { media } = newsroom

  /** The id follows from the picture, so importing the same file twice, or at once, makes it once. */
  async function registerOnce(picture: Media, act: Act): Promise<Media['status']> {
    const known = await media.latest(picture.id)
    if (known) return known.state.status
    try {
      return (await media.revise(picture.id, { absent: true }, () => ({ act, state: picture }))).state.status
    } catch (error) {
      if (error instanceof AppError && error.code === 'stale') return picture.status
      throw error
    }
  }

  return new Hono<AdminEnv>().post(
    '/docx',
    describe({
      id: 'importWord',
      tag: 'media',
      answer: importAnswer,
      refuses: [404, 409],
      example: { media: '0r5g8k2m4n' },
    }),
    allow('upload'),
    requireJson,
    validate('json', docxBody),
    async (c) => {
      const { media: id } = c.req.valid('json')
      const act = await actOf(c, now(), 'import')
      const { state } = (await media.latest(id)) ?? {}
      requireFound(state, 'file', id)
      if (!state.upload || state.extension !== 'docx' || state.createdBy !== c.var.actor.id) {
        throw new AppError('conflict', refusal('not_your_docx', { id }))
      }
      const answer = await askMedia({ task: 'read', id, key: state.upload.key })
      if (answer.outcome === 'refused') throw refusalOf(c, answer)
      if (answer.outcome !== 'read') throw new Error(`the media function answered "${answer.outcome}"`)
      const pictures = []
      for (const { id: picture, name, key, bytes } of answer.pictures) {
        const by = act.actor.id
        const waiting = register(picture, { name, bytes }, { key, by, at: act.at })
        pictures.push({ id: picture, name, status: await registerOnce(waiting, act) })
      }
      const words = bodyWords[askedLocale(c)].leftOut
      const dropped = answer.text.dropped.map((each) => ({ ...each, message: words[each.what] }))
      return c.json({ ...answer.text, dropped, pictures })
    },
  )
}
