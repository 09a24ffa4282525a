import { create as contentDisposition } from 'content-disposition'
import { Hono } from 'hono'
import * as z from 'zod'
import { accessWords } from '../../../locales/index.ts'
import { defaultLocale, wordsIn } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { accessReport, composeAccess, momentOfReport } from '../../domain/people/access.ts'
import { says } from '../../domain/rules.ts'
import { fold } from '../../domain/text.ts'
import { validate } from '../../http/validate.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { accessWorkbook } from './access-workbook.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `2026-11` or `2026-11.xlsx`. */
const fileParam = z.object({
  file: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])(?:\.xlsx)?$/u, { error: says('form_access') })
    .transform((file) => ({ month: file.slice(0, 7), isWorkbook: file.endsWith('.xlsx') })),
})
/** Of the words in a file. */
const query = z.strictObject({ locale: locale.default(defaultLocale) })

const report = component('AccessReport', accessReport)

/** Who had which right at the end of a month: for whoever checks that rights were given and taken in time. */
export function accessRoutes({ newsroom, siteUrl, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>().get(
    '/access/:file',
    describe({ id: 'reportAccess', tag: 'staff', answer: report, files: [xlsx] }),
    allow('appoint'),
    validate('param', fileParam),
    validate('query', query),
    async (c) => {
      const { month, isWorkbook } = c.req.valid('param').file
      const words = c.req.valid('query').locale
      const moment = momentOfReport(month, now().toISOString())
      const written = await newsroom.staff.asOf(moment.at)
      const answer = composeAccess(written, { site: siteUrl, month, ...moment })
      if (!isWorkbook) return c.json(answer)
      const name = `${accessWords[words].title} ${month}.xlsx`
      c.header('Content-Disposition', contentDisposition(name, { fallback: fold(name).replaceAll(' ', '-') }))
      const { imprint, sections } = await newsroom.settings()
      const organisation = wordsIn(imprint, words)?.organisation ?? ''
      const sectionNames = new Map(sections.map(({ id, name: called }) => [id, wordsIn(called, words) ?? id]))
      const book = await accessWorkbook(answer, { words, organisation, sectionNames })
      return c.body(book, 200, { 'Content-Type': xlsx })
    },
  )
}
