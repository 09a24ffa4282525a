import { Hono } from 'hono'
import * as z from 'zod'
import { article as articleShape } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { openly } from '../../domain/article/openly.ts'
import { restore } from '../../domain/article/restore.ts'
import { compareArticles } from '../../domain/compare/articles.ts'
import { AppError, requireFound } from '../../domain/errors.ts'
import { exportChain } from '../../domain/history/chain-export.ts'
import { locales } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import {
  requireEditable,
  requirePermission,
  requirePermitted,
  requireSection,
} from '../../domain/people/permissions.ts'
import { refusal } from '../../domain/rules.ts'
import { requireKnownSection } from '../../domain/settings/settings.ts'
import { requireTags } from '../../domain/settings/tags.ts'
import { line } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentRevision } from '../present.ts'
import { actOf } from '../request-act.ts'
import { articleComparison, articleExport, articleRevision, naming } from './answers.ts'
import { articleChange, createActing } from './perform.ts'

const highest = 99_999_999

const number = z.coerce.number().int().min(1).max(highest)

const idParam = z.object({ id: articleId })
const revisionParam = z.object({ id: articleId, number })
const compareQuery = z.strictObject({ from: number, to: number })
const exportQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(highest).default(0) })
const restoreBody = z.strictObject({ number: z.int().min(1).max(highest), locale: locale.optional() })
const nameBody = z.strictObject({ name: line(120) })

/** Of revisions in one file: Lambda answers with at most 6 MB. */
const largestExport = 4_000_000

const withLegacy = z.object({ state: articleShape.pick({ legacy: true }) })
const holdsLegacy = (stored: unknown) => withLegacy.safeParse(stored).data?.state.legacy !== undefined

/** What an article was: its earlier revisions read, compared, named, restored and taken along as a file. */
export function historyRoutes(parts: AdminParts) {
  const { newsroom, now = () => new Date() } = parts
  const { articles } = newsroom
  const { act, answer, revise } = createActing(parts)

  async function requireRevision(id: string, wanted: number) {
    const revision = await articles.find(id, wanted)
    if (revision) return revision
    const latest = await articles.latest(id)
    requireFound(latest, 'article', id)
    throw new AppError('not_found', refusal('no_revision', { number: wanted, id, latest: latest.number }))
  }

  return new Hono<AdminEnv>()
    .get(
      '/:id/revisions/:number',
      describe({ id: 'readRevision', tag: 'history', answer: articleRevision, tagged: true, refuses: [404] }),
      allow('read'),
      validate('param', revisionParam),
      async (c) => {
        const { id, number } = c.req.valid('param')
        const revision = await requireRevision(id, number)
        const body = { article: openly(revision.state), revision: presentRevision(revision) }
        return c.json(body, 200, { ETag: revisionTag(revision) })
      },
    )
    .get(
      '/:id/compare',
      describe({ id: 'compareRevisions', tag: 'history', answer: articleComparison, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      validate('query', compareQuery),
      async (c) => {
        const { id } = c.req.valid('param')
        const { from, to } = c.req.valid('query')
        const [before, after] = [await requireRevision(id, from), await requireRevision(id, to)]
        return c.json({
          from: presentRevision(before),
          to: presentRevision(after),
          ...compareArticles(before.state, after.state),
        })
      },
    )
    .post(
      '/:id/restore',
      describe({
        ...articleChange,
        id: 'restoreRevision',
        tag: 'history',
        example: { number: 1, locale: 'vi' },
      }),
      allow('edit'),
      requireJson,
      validate('param', idParam),
      validate('json', restoreBody),
      async (c) => {
        const { id } = c.req.valid('param')
        const { number, locale } = c.req.valid('json')
        const precondition = preconditionOf(c)
        const earlier = await requireRevision(id, number)
        const settings = await newsroom.settings()
        const note = `restored from revision ${number}`
        const doing = await act(c, 'restore', { note, ...(locale && { locale }) })
        const made = await revise(
          id,
          precondition,
          (previous) => {
            requireFound(previous, 'article', id)
            const writing = { by: c.var.actor.id, at: doing.at, revision: previous.number + 1 }
            const state = restore(previous.state, earlier, writing, locale)
            requireEditable(c.var.actor, previous.state, state)
            // One that changes nothing is judged like one that does.
            if (state === previous.state)
              for (const each of locale ? [locale] : locales.filter((one) => state.translations[one]))
                requirePermitted(c.var.actor, 'edit', state, each)
            requireKnownSection(settings, state.section)
            requireTags(settings.tags, state.tags, previous.state.tags)
            return state === previous.state ? undefined : { act: doing, state }
          },
          doing,
        )
        return await answer(c, made)
      },
    )
    .post(
      '/:id/revisions/:number/name',
      describe({
        id: 'nameRevision',
        tag: 'history',
        answer: naming,
        refuses: [404, 409],
        example: { name: 'Bản trình lãnh đạo' },
      }),
      allow('name'),
      requireJson,
      validate('param', revisionParam),
      validate('json', nameBody),
      async (c) => {
        const { id, number } = c.req.valid('param')
        const revision = await requireRevision(id, number)
        const latest = await requireRevision(id, (await articles.latest(id))?.number ?? number)
        for (const { state } of [revision, latest]) requireSection(c.var.actor, state.section)
        const { name } = c.req.valid('json')
        return c.json(await articles.name(revision, name, await actOf(c, now(), 'name')))
      },
    )
    .get(
      '/:id/export',
      describe({ id: 'exportHistory', tag: 'history', answer: articleExport, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      validate('query', exportQuery),
      async (c) => {
        const { id } = c.req.valid('param')
        const { after } = c.req.valid('query')
        const chain = await articles.stored(id)
        requireFound(chain.length > 0, 'article', id)
        if (after >= chain.length) {
          throw new AppError('not_found', refusal('nothing_after', { number: after, latest: chain.length }))
        }
        if (chain.some(holdsLegacy)) requirePermission(c.var.actor, 'remunerate')
        const { text, last } = exportChain(id, chain, { after, bytes: largestExport })
        const name = after === 0 ? `article-${id}.json` : `article-${id}-after-${after}.json`
        return c.body(text, 200, {
          'Content-Type': 'application/json',
          'Content-Disposition': `attachment; filename="${name}"`,
          ...(last < chain.length && { Link: `</articles/${id}/export?after=${last}>; rel="next"` }),
        })
      },
    )
}
