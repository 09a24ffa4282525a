import { Hono } from 'hono'
import { AppError } from '../domain/errors.ts'
import { settings as settingsSchema } from '../domain/settings.ts'
import { preconditionOf, requireJson, validate } from '../http/validate.ts'
import { revisionTag } from '../store/chain.ts'
import { actOf } from './act.ts'
import { type AdminEnv, type AdminParts, allow } from './env.ts'

/** Names, sections and imprint of the site. Until someone replaces them there is no revision, and so no ETag. */
export function settingsRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get('/', allow('read'), async (c) => {
      const revision = await newsroom.findSettings()
      return c.json(await newsroom.settings(), 200, revision ? { ETag: revisionTag(revision) } : {})
    })
    .put('/', allow('configure'), requireJson, validate('json', settingsSchema), async (c) => {
      const next = c.req.valid('json')
      const precondition = preconditionOf(c)
      const before = await newsroom.settings()
      const missing = before.sections.filter(({ id }) => !next.sections.some((section) => section.id === id))
      if (missing.length > 0) {
        throw new AppError(
          'conflict',
          `articles may stand in: ${missing.map(({ id }) => id).join(', ')}; keep the section`,
        )
      }
      const revision = await newsroom.reviseSettings(precondition, () => ({
        act: actOf(c, now(), 'configure'),
        state: next,
      }))
      return c.json(revision.state, 200, { ETag: revisionTag(revision) })
    })
}
