import { isDeepStrictEqual } from 'node:util'
import { Hono } from 'hono'
import { AppError } from '../../domain/errors.ts'
import { refusal } from '../../domain/rules.ts'
import type { Named } from '../../domain/settings/named.ts'
import {
  defaultSettings,
  rewriteSettings,
  type Settings,
  type SettingsInput,
  settings,
  settingsInput,
  writtenSettings,
} from '../../domain/settings/settings.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/chain.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'

/** Refuses to leave out what revisions and public pages name. */
function requireKept(
  before: readonly Named[],
  after: readonly Named[],
  rule: 'sections_kept' | 'tags_kept',
): void {
  const missing = before.filter(({ id }) => !after.some((each) => each.id === id)).map(({ id }) => id)
  if (missing.length > 0) throw new AppError('conflict', refusal(rule, { missing }))
}

function rewritten(before: Settings, input: SettingsInput): Settings {
  requireKept(before.sections, input.sections, 'sections_kept')
  requireKept(before.tags, input.tags, 'tags_kept')
  return rewriteSettings(before, input)
}

/** Names, sections, tags and imprint of the site. Until someone replaces them there is no revision, and so no ETag. */
export function settingsRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'readSettings', tag: 'settings', answer: settingsInput, tagged: true }),
      allow('read'),
      async (c) => {
        const revision = await newsroom.findSettings()
        const state = revision?.state ?? defaultSettings
        return c.json(writtenSettings(state), 200, revision ? { ETag: revisionTag(revision) } : {})
      },
    )
    .get(
      '/former-slugs',
      describe({ id: 'listFormerSlugs', tag: 'settings', answer: settings.shape.formerSlugs }),
      allow('read'),
      async (c) => c.json((await newsroom.settings()).formerSlugs),
    )
    .put(
      '/',
      describe({
        id: 'writeSettings',
        tag: 'settings',
        answer: settingsInput,
        writes: 'put',
        refuses: [409],
        example: writtenSettings(defaultSettings),
      }),
      allow('configure'),
      requireJson,
      validate('json', settingsInput),
      async (c) => {
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'configure')
        const revision = await newsroom.reviseSettings(
          precondition,
          (previous) => {
            const state = rewritten(previous?.state ?? defaultSettings, input)
            return previous && isDeepStrictEqual(previous.state, state) ? undefined : { act, state }
          },
          act.repeat,
        )
        return c.json(writtenSettings(revision.state), 200, { ETag: revisionTag(revision) })
      },
    )
}
