import { create as contentDisposition } from 'content-disposition'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { royaltyWords } from '../../../locales/index.ts'
import { defaultLocale, wordsIn } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { composeStatement, type Statement, statementBasis } from '../../domain/royalty/statement.ts'
import { says } from '../../domain/rules.ts'
import { fold } from '../../domain/text.ts'
import { validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import type { AdminEnv, AdminParts } from '../env.ts'
import { statement as statementAnswer } from './answers.ts'
import { toCsv } from './csv.ts'
import { createRoyaltySections } from './sections.ts'
import { summaryTable } from './summary.ts'
import { statementTable } from './table.ts'
import { toXlsx } from './xlsx.ts'

const format = z.enum(['csv', 'xlsx']).optional()

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `2026-11`, `2026-11.csv` or `2026-11.xlsx`. */
const fileParam = z.object({
  file: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])(?:\.(?:csv|xlsx))?$/u, {
      error: says('form_statement'),
    })
    .transform((file) => ({ month: file.slice(0, 7), format: format.parse(file.slice(8) || undefined) })),
})

const query = z.strictObject({
  by: z.enum(statementBasis).default('approved'),
  /** Of the words in a file. */
  locale: locale.default(defaultLocale),
})

/** Monthly statements (bảng kê nhuận bút), for reading on and for the accountant's spreadsheet program. */
export function statementRoutes({ newsroom, royalties: { royalties } }: AdminParts) {
  const sections = createRoyaltySections(newsroom)

  async function file(
    c: Context<AdminEnv>,
    statement: Statement,
    format: 'csv' | 'xlsx',
    words: z.infer<typeof locale>,
  ) {
    const name = `${royaltyWords[words].title} ${statement.month}.${format}`
    c.header('Content-Disposition', contentDisposition(name, { fallback: fold(name).replaceAll(' ', '-') }))
    if (format === 'csv')
      return c.body(toCsv(statementTable(statement, words), words), 200, {
        'Content-Type': `${mediaTypes.csv}; charset=utf-8`,
      })
    const { imprint } = await newsroom.settings()
    const tables = [statementTable(statement, words), summaryTable(statement, words)]
    return c.body(await toXlsx(tables, wordsIn(imprint, words)?.organisation ?? ''), 200, {
      'Content-Type': mediaTypes.xlsx,
    })
  }

  return new Hono<AdminEnv>().get(
    '/:file',
    describe({
      id: 'readStatement',
      tag: 'royalties',
      answer: statementAnswer,
      files: Object.values(mediaTypes),
    }),
    validate('param', fileParam),
    validate('query', query),
    async (c) => {
      const { month, format } = c.req.valid('param').file
      const { by, locale: words } = c.req.valid('query')
      const paid = await sections.seenBy(c.var.actor, await royalties.findFor(month))
      const statement = composeStatement(month, by, paid)
      return format ? await file(c, statement, format, words) : c.json(statement)
    },
  )
}
