import * as z from 'zod'
import { articleId } from '../../../../functions/domain/article/fields.ts'
import { monthOf } from '../../../../functions/domain/dates.ts'
import { locale } from '../../../../functions/domain/locale-schemas.ts'
import { role } from '../../../../functions/domain/role-schemas.ts'
import { goOn } from '../go-on.ts'
import { readJson } from '../read-json.ts'
import { instantOf, moment } from './moment.ts'
import type { People } from './people.ts'

const done = z.strictObject({
  as: role,
  locale,
  act: z.enum(['submit', 'return', 'approve', 'schedule', 'publish']),
  note: z.string().optional(),
  publishAt: moment.optional(),
})

/** An article beside those that readers have had for long: who writes it, and what is done to it, each of which makes a revision. */
const underWay = z.strictObject({
  id: articleId,
  by: role,
  article: z.looseObject({ translations: z.partialRecord(locale, z.looseObject({ body: z.string() })) }),
  acts: z.array(done),
})
export type UnderWay = z.infer<typeof underWay>

export const readTexts = async () => z.array(underWay).parse(await readJson('newsroom/texts'))

/**
 * What goes public on the day of the first start, where all else of the sample did in former months: what is paid, counted and
 * shown by month would be empty. `newest`: when the last of that did.
 */
export async function readRecent(newest: string, now: Date): Promise<UnderWay[]> {
  if (monthOf(newest) >= monthOf(now.toISOString())) return []
  return z.array(underWay).parse(await readJson('newsroom/recent'))
}

/** Writes a text and takes it as far as it has come. */
export async function writeText({ as }: People, { id, by, article, acts }: UnderWay, now: Date) {
  const path = `/articles/${id}`
  await goOn(as(by), path, [
    () => as(by).create(path, article),
    ...acts.map(({ as: actor, locale, act, note, publishAt }) => (etag: string) => {
      const body = { ...(note && { note }), ...(publishAt && { publishAt: instantOf(publishAt, now) }) }
      return as(actor).act(`${path}/translations/${locale}/${act}`, etag, body)
    }),
  ])
}
