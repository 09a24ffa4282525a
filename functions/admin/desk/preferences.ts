import { Hono } from 'hono'
import { noticeKinds } from '../../domain/notices/kinds.ts'
import { choiceOf, type Preferences, preferencesInput } from '../../domain/notices/preferences.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'
import { preferencesAnswer } from './answers.ts'

/** What somebody chose for themselves, and the house for them where they did not. Nobody else reads or writes it. */
export function preferenceRoutes({ newsroom, sendsMail = false }: AdminParts) {
  const { preferences } = newsroom
  const present = ({ locale, notices }: Preferences) => ({
    ...(locale && { locale }),
    notices: Object.fromEntries(noticeKinds.map((kind) => [kind, choiceOf({ notices }, kind)])),
    sendsMail,
  })
  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'readPreferences', tag: 'desk', answer: preferencesAnswer, tagged: true }),
      allow('read'),
      async (c) => {
        const { preferences: chosen, etag } = await preferences.of(c.var.actor.id)
        return c.json(present(chosen), 200, { ETag: etag })
      },
    )
    .put(
      '/',
      describe({
        id: 'savePreferences',
        tag: 'desk',
        answer: preferencesAnswer,
        writes: 'change',
        example: { locale: 'vi', notices: { note: { desk: true, mail: 'now' } } },
      }),
      allow('read'),
      requireJson,
      validate('json', preferencesInput),
      async (c) => {
        keyOf(c)
        const chosen = c.req.valid('json')
        const etag = await preferences.save(c.var.actor.id, chosen, preconditionOf(c))
        return c.json(present(chosen), 200, { ETag: etag })
      },
    )
}
