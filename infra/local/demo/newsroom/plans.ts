import * as z from 'zod'
import { articleId } from '../../../../functions/domain/article/fields.ts'
import { slotInput } from '../../../../functions/domain/article/slot.ts'
import { locale } from '../../../../functions/domain/locale-schemas.ts'
import { releaseMember } from '../../../../functions/domain/release/release.ts'
import { role } from '../../../../functions/domain/role-schemas.ts'
import { createOnce, goOn } from '../go-on.ts'
import { readJson } from '../read-json.ts'
import { writtenText } from '../written-text.ts'
import { dayIn, inDays, instantOf, moment } from './moment.ts'
import { type People, principalOf } from './people.ts'

const note = z.string().optional()
const { what, section } = slotInput.shape

const plans = z.strictObject({
  /** What is to be written and is no text yet. */
  slots: z.array(
    z.strictObject({ id: articleId, inDays, what, who: role.optional(), section, locale, note }),
  ),
  /** Who is to write or to translate what, by when. */
  assignments: z.array(z.strictObject({ article: articleId, locale, by: role, to: role, inDays, note })),
  /** Public texts that are being brought up to date: readers do not have it yet, and translations are out of date by it. */
  updates: z.array(
    z.strictObject({
      article: articleId,
      locale,
      by: role,
      /** Of the body. */
      changes: z.array(z.strictObject({ from: z.string(), to: z.string() })),
      submit: z.strictObject({ note: z.string() }).optional(),
    }),
  ),
  /** When what is to be looked at again. */
  looks: z.array(z.strictObject({ article: articleId, by: role, inDays, note })),
  releases: z.array(
    z.strictObject({
      id: articleId,
      by: role,
      name: z.string(),
      note,
      members: z.array(releaseMember),
      publishAt: moment.optional(),
    }),
  ),
})
export type Plans = z.infer<typeof plans>

export const readPlans = async (): Promise<Plans> => plans.parse(await readJson('newsroom/plans'))

const written = z.object({
  article: z.object({
    lookAgain: z.unknown().optional(),
    assignments: z.partialRecord(locale, z.unknown()).optional(),
    translations: z.partialRecord(locale, writtenText.extend({ status: z.string() })),
  }),
})

/** Everything in them, as something to be done: none waits for another, but for the texts. */
export function planning({ as }: People, all: Plans, now: Date): (() => Promise<unknown>)[] {
  async function read(article: string) {
    const { etag, body } = await as('editor').get(`/articles/${article}`)
    return { etag, ...written.parse(body).article }
  }

  return [
    ...all.slots.map(({ id, inDays: days, who, ...slot }) => async () => {
      const plan = { ...slot, on: dayIn(days, now), ...(who && { who: principalOf(who) }) }
      await createOnce(as('editor'), `/slots/${id}`, plan)
    }),
    ...all.assignments.map(({ article, locale, by, to, inDays: days, ...told }) => async () => {
      const { etag, assignments } = await read(article)
      if (assignments?.[locale]) return
      const task = { to: principalOf(to), from: null, due: dayIn(days, now), ...told }
      await as(by).act(`/articles/${article}/translations/${locale}/assign`, etag, task)
    }),
    ...all.updates.map(({ article, locale, by, changes, submit }) => async () => {
      const { etag, translations } = await read(article)
      const { status, ...text } = translations[locale] ?? {}
      // It was brought up to date before the filling was cut short.
      if (status !== 'published' || !('body' in text)) return
      const path = `/articles/${article}/translations/${locale}`
      const body = changes.reduce((made, { from, to }) => made.replace(from, to), text.body)
      const made = await as(by).replace(path, etag, { ...text, body })
      if (submit) await as(by).act(`${path}/submit`, made.etag, submit)
    }),
    ...all.looks.map(({ article, by, inDays: days, ...told }) => async () => {
      const { etag, lookAgain } = await read(article)
      if (lookAgain) return
      await as(by).act(`/articles/${article}/look-again`, etag, { on: dayIn(days, now), ...told })
    }),
    ...all.releases.map(({ id, by, publishAt, ...release }) => async () => {
      const path = `/releases/${id}`
      await goOn(as(by), path, [
        () => as(by).create(path, release),
        ...(publishAt
          ? [(etag: string) => as(by).act(`${path}/schedule`, etag, { publishAt: instantOf(publishAt, now) })]
          : []),
      ])
    }),
  ]
}
