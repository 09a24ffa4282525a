import { create as contentDisposition } from 'content-disposition'
import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import { id as anId } from '../../domain/id-schema.ts'
import { defaultLocale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { refusal, says } from '../../domain/rules.ts'
import { fold } from '../../domain/text.ts'
import { validate } from '../../http/validate.ts'
import { type Notice, type NoticeCode, noticeCodes } from '../../moving-in/notice.ts'
import { reportNames } from '../../moving-in/report/names.ts'
import { understood } from '../../moving-in/run/mapping-file.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { mappingAnswer, moveNotices } from './answers.ts'
import { presentNotice } from './present.ts'

const idParam = z.object({ id: anId })
const wordsQuery = z.strictObject({ locale: locale.default(defaultLocale) })

const cursor = z
  .string()
  .regex(/^[a-z-]+:\d{1,12}$/u, { error: says('form_cursor') })
  .transform((text) => ({ code: text.split(':')[0], from: Number(text.split(':')[1]) }))
  .pipe(z.object({ code: z.enum(noticeCodes), from: z.int() }))

const noticesQuery = z.strictObject({
  ...wordsQuery.shape,
  code: z.enum(noticeCodes).optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const fileParam = z.object({ id: anId, file: z.enum(['report.html', 'report.csv']) })
const mediaTypes = { 'report.html': 'text/html', 'report.csv': 'text/csv' } as const

/** Packed; an answer of Lambda holds 6 MB, and these travel as base 64. */
const mostBytes = 4_000_000

/** Bytes that are read at once, and at most for one notice. */
const chunk = 64 * 1024
const longest = 8 * 1024 * 1024

/** The report of the last try or run, in the language asked for. */
export function moveReportRoutes({ newsroom, moving: { files }, now = () => new Date() }: AdminParts) {
  const { moves } = newsroom

  async function requireReport(id: string) {
    const { move } = await moves.require(id, now())
    if (!move.reported) throw new AppError('not_found', refusal('move_without_report'))
    return move
  }

  /** Notices of one kind, from a byte on: how many were asked for, and where the next one begins, if there is one. */
  async function noticesFrom(id: string, code: NoticeCode, from: number, limit: number) {
    const found: Notice[] = []
    let [at, held] = [from, Buffer.alloc(0)]
    while (found.length < limit && held.length < longest) {
      const end = held.indexOf(0x0a)
      if (end >= 0) {
        // Written by the function that moves in.
        found.push(JSON.parse(held.subarray(0, end).toString('utf8')) as Notice)
        at += end + 1
        held = held.subarray(end + 1)
        continue
      }
      const more = await files
        .readPart(id, reportNames.notices(code), at + held.length, chunk)
        .catch(() => undefined)
      if (!more || more.length === 0) return { found, next: undefined }
      held = Buffer.concat([held, more])
    }
    return { found, next: at }
  }

  return new Hono<AdminEnv>()
    .get(
      '/:id/notices',
      describe({ id: 'listMoveNotices', tag: 'moving', answer: moveNotices, refuses: [404] }),
      allow('import'),
      validate('param', idParam),
      validate('query', noticesQuery),
      async (c) => {
        const { id } = c.req.valid('param')
        const { code, cursor: after, limit, locale: asked } = c.req.valid('query')
        const { notices: kinds = [] } = await requireReport(id)
        const held = z.array(z.object({ first: z.object({ code: z.enum(noticeCodes) }) })).parse(kinds)
        const codes = held.map(({ first }) => first.code).filter((each) => !code || each === code)
        const begin = after ? codes.indexOf(after.code) : 0
        const found: Notice[] = []
        let next: string | undefined
        for (const [index, each] of codes.slice(Math.max(0, begin)).entries()) {
          if (found.length >= limit) {
            next = `${each}:0`
            break
          }
          const from = index === 0 && after ? after.from : 0
          const part = await noticesFrom(id, each, from, limit - found.length)
          found.push(...part.found)
          if (part.next === undefined) continue
          next = `${each}:${part.next}`
          break
        }
        return c.json({ notices: found.map((notice) => presentNotice(notice, asked)), next })
      },
    )
    .get(
      '/:id/mapping',
      describe({ id: 'readMoveMapping', tag: 'moving', answer: mappingAnswer, refuses: [404] }),
      allow('import'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        await requireReport(id)
        const bytes = await files.read(id, reportNames.understood)
        if (!bytes) throw new AppError('not_found', refusal('move_without_report'))
        return c.json(understood.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))))
      },
    )
    .get(
      '/:id/:file',
      describe({ id: 'readMoveReport', tag: 'moving', files: Object.values(mediaTypes), refuses: [404] }),
      allow('import'),
      validate('param', fileParam),
      validate('query', wordsQuery),
      async (c) => {
        const { id, file } = c.req.valid('param')
        const { locale: asked } = c.req.valid('query')
        const { name } = await requireReport(id)
        const bytes = await files.read(id, reportNames.packed(file, asked))
        if (!bytes) throw new AppError('not_found', refusal('move_without_report'))
        if (bytes.length > mostBytes)
          throw new AppError(
            'too_large',
            refusal('move_report_large', { bytes: bytes.length, max: mostBytes }),
          )
        const called = `${name}.${file.split('.')[1]}`
        return c.body(bytes, 200, {
          'Content-Type': `${mediaTypes[file]}; charset=utf-8`,
          'Content-Encoding': 'gzip',
          'Content-Disposition': contentDisposition(called, { fallback: fold(called).replaceAll(' ', '-') }),
        })
      },
    )
}
