import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import { idFromDigest } from '../../domain/id.ts'
import { id as anId } from '../../domain/id-schema.ts'
import { defaultLocale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import {
  addFile,
  askToRun,
  askToStop,
  askToTry,
  beginMove,
  chooseOptions,
  type Move,
  most,
  moveFile,
  removeFile,
  requireForgettable,
} from '../../domain/moving/move.ts'
import { refusal } from '../../domain/rules.ts'
import { line } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { moveOptions } from '../../moving-in/move-options.ts'
import type { StoredMove } from '../../store/moves.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf, repeatOf } from '../request-act.ts'
import { fileMade, moveAnswer, moveList } from './answers.ts'
import { present, requireStored, storedIn } from './present.ts'
import { moveReportRoutes } from './report.ts'

const idParam = z.object({ id: anId })
const fileParam = z.object({ id: anId, file: anId })
/** Of the words of an answer. */
const words = { locale: locale.default(defaultLocale) }
const wordsQuery = z.strictObject(words)
const listQuery = z.strictObject({
  ...words,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(100).optional(),
})

/** `2019-07-15 09:00`: as a move is called that nobody has named. */
const momentName = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ')

/** The same for every repetition of a request, so that they all find what the first one made. */
function idOf(c: Context<AdminEnv>, about: string): string {
  const key = keyOf(c)
  if (key === undefined) throw new AppError('precondition_required', refusal('key_needed'))
  return idFromDigest(createHash('sha256').update(`move ${about} ${c.var.actor.id} ${key}`).digest())
}

/** Refuses what does not say what it knows, before anything is looked up. */
function requireKnowing(c: Context<AdminEnv>): void {
  keyOf(c)
  preconditionOf(c)
}

const change = { tag: 'moving', answer: moveAnswer, writes: 'change', refuses: [404, 409] } as const

/** What another system held is moved in through the desk: files are brought, tried, and run by the function `mover`. */
export function moveRoutes(parts: AdminParts) {
  const { newsroom, moving, now = () => new Date() } = parts
  const { moves } = newsroom
  const { files } = moving

  async function answer(c: Context<AdminEnv>, found: StoredMove, status: 200 | 201 = 200) {
    const { locale: asked } = wordsQuery.parse({ locale: c.req.query('locale') })
    const { move } = found
    const [stored, progress] = await Promise.all([storedIn(files, move), moves.progressOf(move.id, now())])
    return c.json(present(found, { stored, progress, locale: asked }), status, { ETag: found.etag })
  }

  async function revise(c: Context<AdminEnv>, id: string, next: (of: Move) => Move): Promise<StoredMove> {
    const { repeat } = await repeatOf(c)
    const known = preconditionOf(c)
    return await moves.revise(id, {
      known,
      next,
      now: now(),
      repeat: repeat && `${repeat.key} ${repeat.digest}`,
    })
  }

  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listMoves', tag: 'moving', answer: moveList }),
      allow('import'),
      validate('query', listQuery),
      async (c) => {
        const { limit, cursor, locale: asked } = c.req.valid('query')
        const { moves: found, next } = await moves.list(now(), { limit, before: cursor })
        const shown = await Promise.all(
          found.map(async (each) => {
            const progress = await moves.progressOf(each.move.id, now())
            // In a list nobody waits for an upload.
            const stored = new Set(each.move.files.map((file) => file.id))
            return present(each, { stored, progress, locale: asked })
          }),
        )
        return c.json({ moves: shown, next })
      },
    )
    .post(
      '/',
      describe({
        id: 'beginMove',
        tag: 'moving',
        answer: moveAnswer,
        makes: true,
        tagged: true,
        example: { name: 'Tin tức 2012–2019' },
      }),
      allow('import'),
      requireJson,
      validate('json', z.strictObject({ name: line(120).optional() })),
      validate('query', wordsQuery),
      async (c) => {
        const at = now()
        const { id: by, name: person } = c.var.actor
        const { name = momentName(at) } = c.req.valid('json')
        const id = idOf(c, 'itself')
        const begun = beginMove({ id, name, by: { id: by, name: person }, at: at.toISOString() })
        return await answer(c, await moves.begin(begun, at), 201)
      },
    )
    .get(
      '/:id',
      describe({ id: 'readMove', tag: 'moving', answer: moveAnswer, tagged: true, refuses: [404] }),
      allow('import'),
      validate('param', idParam),
      validate('query', wordsQuery),
      async (c) => await answer(c, await moves.require(c.req.valid('param').id, now())),
    )
    .delete(
      '/:id',
      describe({ id: 'forgetMove', tag: 'moving', writes: 'change', empty: true, refuses: [404, 409] }),
      allow('import'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        requireKnowing(c)
        // Asked again, it is gone already.
        if (!(await moves.find(id, now()))) return c.body(null, 204)
        // Nothing begins on it meanwhile: whoever knew it as it was is refused from here on.
        await revise(c, id, (current) => {
          requireForgettable(current)
          return { ...current, isTried: false }
        })
        await files.remove(id)
        await moves.remove(id)
        return c.body(null, 204)
      },
    )
    .post(
      '/:id/files',
      describe({
        id: 'addMoveFile',
        tag: 'moving',
        answer: fileMade,
        makes: true,
        tagged: true,
        refuses: [404, 409],
        example: { name: 'tin-tuc.json', bytes: 3_512_904 },
      }),
      allow('import'),
      requireJson,
      validate('param', idParam),
      validate('json', z.strictObject({ name: moveFile.shape.name, bytes: moveFile.shape.bytes })),
      async (c) => {
        const { id } = c.req.valid('param')
        const file = { id: idOf(c, id), ...c.req.valid('json') }
        // Several files are brought at once, and none of them is in the way of another.
        const { etag } = await moves.revise(id, {
          next: (current) => addFile(current, file),
          now: now(),
        })
        const upload = await files.lend(id, file, now())
        return c.json({ id: file.id, upload }, 201, { ETag: etag })
      },
    )
    .delete(
      '/:id/files/:file',
      describe({ ...change, id: 'removeMoveFile' }),
      allow('import'),
      validate('param', fileParam),
      validate('query', wordsQuery),
      async (c) => {
        const { id, file } = c.req.valid('param')
        const made = await revise(c, id, (current) => removeFile(current, file))
        await files.remove(id, `files/${file}`)
        return await answer(c, made)
      },
    )
    .put(
      '/:id/options',
      describe({
        ...change,
        id: 'chooseMoveOptions',
        example: { section: 'Tin tức', dates: 'dmy', clock: 'site', history: 'all' },
      }),
      allow('import'),
      requireJson,
      validate('param', idParam),
      validate('json', moveOptions),
      validate('query', wordsQuery),
      async (c) => {
        const options = c.req.valid('json')
        const bytes = Buffer.byteLength(JSON.stringify(options))
        if (bytes > most.options)
          throw new AppError('too_large', refusal('move_options', { bytes, max: most.options }))
        const { id } = c.req.valid('param')
        return await answer(c, await revise(c, id, (current) => chooseOptions(current, options)))
      },
    )
    .post(
      '/:id/try',
      describe({ ...change, id: 'tryMove' }),
      allow('import'),
      validate('param', idParam),
      validate('query', wordsQuery),
      async (c) => {
        const { id } = c.req.valid('param')
        requireKnowing(c)
        await requireStored(files, (await moves.require(id, now())).move)
        const { id: by, name } = c.var.actor
        const made = await revise(c, id, (current) => ({ ...askToTry(current), by: { id: by, name } }))
        await moving.wake(id)
        return await answer(c, made)
      },
    )
    .post(
      '/:id/run',
      describe({ ...change, id: 'runMove' }),
      allow('import'),
      validate('param', idParam),
      validate('query', wordsQuery),
      async (c) => {
        const { id } = c.req.valid('param')
        const { id: by, name } = c.var.actor
        const made = await revise(c, id, (current) => ({ ...askToRun(current), by: { id: by, name } }))
        await moving.wake(id)
        return await answer(c, made)
      },
    )
    .post(
      '/:id/stop',
      describe({ ...change, id: 'stopMove' }),
      allow('import'),
      validate('param', idParam),
      validate('query', wordsQuery),
      async (c) => await answer(c, await revise(c, c.req.valid('param').id, askToStop)),
    )
    .route('/', moveReportRoutes(parts))
}
