import { isDeepStrictEqual } from 'node:util'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { AppError, requireRight } from '../../domain/errors.ts'
import { type Revision, revisionMeta } from '../../domain/revision.ts'
import { refusal } from '../../domain/rules.ts'
import type { Named } from '../../domain/settings/named.ts'
import { changeOf, settingsPartTag } from '../../domain/settings/part-tag.ts'
import { partOf, type SettingsPart, settingsPart, settingsParts } from '../../domain/settings/parts.ts'
import {
  defaultSettings,
  rewriteSettings,
  type Settings,
  type SettingsPartInput,
  settings,
  settingsInput,
  settingsPartInput,
  type WrittenSettings,
  writtenSettings,
} from '../../domain/settings/settings.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { actOf } from '../request-act.ts'

const partParam = z.object({ part: settingsPart })

/** A part, and who changed it last; nobody has, as long as it is what a site starts with. */
const partAnswer = z.object({
  part: settingsPart,
  value: settingsPartInput,
  changed: revisionMeta.pick({ number: true, at: true, actor: true }).optional(),
})

/** Refuses to leave out what revisions and public pages name. */
function requireKept(
  before: readonly Named[],
  after: readonly Named[],
  rule: 'sections_kept' | 'tags_kept',
): void {
  const missing = before.filter(({ id }) => !after.some((each) => each.id === id)).map(({ id }) => id)
  if (missing.length > 0) throw new AppError('conflict', refusal(rule, { missing }))
}

/** What is written over settings, as the next revision; undefined where nothing changes. */
function rewritten(previous: Revision<Settings> | undefined, input: WrittenSettings): Settings | undefined {
  const before = previous?.state ?? defaultSettings
  requireKept(before.sections, input.sections, 'sections_kept')
  requireKept(before.tags, input.tags, 'tags_kept')
  if (previous && isDeepStrictEqual(writtenSettings(before), input)) return undefined
  return rewriteSettings(before, input, (previous?.number ?? 0) + 1)
}

/** Refuses what is not all of a part, and nothing else: what is left out of a change would be lost, or mean the default. */
function requireWhole(part: SettingsPart, input: SettingsPartInput): void {
  const fields = [...settingsParts[part]]
  const sent = Object.keys(input)
  const wrong = fields.find((each) => !sent.includes(each)) ?? sent.find((each) => !isIn(fields, each))
  if (wrong === undefined) return
  requireRight([{ field: wrong, message: refusal('whole_part', { part, fields }) }])
}

const isIn = (list: readonly string[], name: string) => list.includes(name)

/** Names, sections, tags and imprint of the site. Until someone replaces them there is no revision, and so no ETag. */
export function settingsRoutes({ newsroom, now = () => new Date() }: Pick<AdminParts, 'newsroom' | 'now'>) {
  async function answered(
    c: Context<AdminEnv>,
    part: SettingsPart,
    revision: Revision<Settings> | undefined,
  ) {
    const { number, state } = revision ?? { number: 0, state: defaultSettings }
    const changedIn = changeOf({ number, state }, part)
    const change =
      changedIn === number ? revision : changedIn > 0 && (await newsroom.findSettingsRevision(changedIn))
    const changed = change && { number: change.number, at: change.at, actor: change.actor }
    return c.json({ part, value: partOf(state, part), ...(changed && { changed }) }, 200, {
      ETag: settingsPartTag({ number, state }, part),
    })
  }

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
        const sent = await c.req.json()
        const precondition = preconditionOf(c)
        const act = await actOf(c, now(), 'configure')
        const revision = await newsroom.reviseSettings(
          precondition,
          (previous) => {
            // Whoever does not know of a freeze does not end it, nor brings an address back that is said to be gone.
            const before = previous?.state ?? defaultSettings
            const { frozen } = 'frozen' in sent ? input : before
            const { gone } = 'gone' in sent ? input : before
            const state = rewritten(previous, { ...input, frozen, gone })
            return state && { act, state }
          },
          act.repeat,
        )
        return c.json(writtenSettings(revision.state), 200, { ETag: revisionTag(revision) })
      },
    )
    .get(
      '/:part',
      describe({ id: 'readSettingsPart', tag: 'settings', answer: partAnswer, tagged: true }),
      allow('read'),
      validate('param', partParam),
      async (c) => {
        const { part } = c.req.valid('param')
        return answered(c, part, await newsroom.findSettings())
      },
    )
    .put(
      '/:part',
      describe({
        id: 'writeSettingsPart',
        tag: 'settings',
        answer: partAnswer,
        writes: 'put',
        refuses: [409],
        example: partOf(defaultSettings, 'words'),
      }),
      allow('configure'),
      requireJson,
      validate('param', partParam),
      validate('json', settingsPartInput),
      async (c) => {
        const { part } = c.req.valid('param')
        const input = c.req.valid('json')
        requireWhole(part, input)
        const precondition = { ...preconditionOf(c), part }
        const act = await actOf(c, now(), 'configure')
        const revision = await newsroom.reviseSettings(
          precondition,
          (previous) => {
            const before = writtenSettings(previous?.state ?? defaultSettings)
            const state = rewritten(previous, writtenSettings(settings.parse({ ...before, ...input })))
            return state && { act, state }
          },
          act.repeat,
        )
        return answered(c, part, revision)
      },
    )
}
