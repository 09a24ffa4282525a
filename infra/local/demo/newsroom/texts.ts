import * as z from 'zod'
import { articleId } from '../../../../functions/domain/article/fields.ts'
import { locale } from '../../../../functions/domain/locale-schemas.ts'
import { role } from '../../../../functions/domain/role-schemas.ts'
import { goOn } from '../go-on.ts'
import { readJson } from '../read-json.ts'
import { instantOf, moment } from './moment.ts'
import type { People } from './people.ts'

const done = z.strictObject({
  as: role,
  locale,
  act: z.enum(['submit', 'return', 'approve', 'schedule']),
  note: z.string().optional(),
  publishAt: moment.optional(),
})

/** An article that no reader has seen yet: who writes it, and what is done to it, each of which makes a revision. */
const underWay = z.strictObject({
  id: articleId,
  by: role,
  article: z.looseObject({ translations: z.partialRecord(locale, z.looseObject({ body: z.string() })) }),
  acts: z.array(done),
})
export type UnderWay = z.infer<typeof underWay>

export const readTexts = async () => z.array(underWay).parse(await readJson('newsroom/texts'))

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
