import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type Article, articleInput } from '../domain/article.ts'
import { articleId } from '../domain/article-fields.ts'
import { instant } from '../domain/dates.ts'
import { AppError } from '../domain/errors.ts'
import { locale as localeSchema } from '../domain/locale.ts'
import { publish, withdraw, write } from '../domain/newsroom.ts'
import type { Act, Action, Revision } from '../domain/revision.ts'
import { lines } from '../domain/text.ts'
import { preconditionOf, requireJson, validate } from '../http/validate.ts'
import { type AdminEnv, type AdminParts, allow } from './env.ts'
import { presentArticle } from './present.ts'

const idParam = z.object({ id: articleId })
const translationParam = z.object({ id: articleId, locale: localeSchema })

const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
})

const publishBody = z.strictObject({
  publishedAt: instant.optional(),
  note: lines(1000).optional(),
})

const withdrawBody = z.strictObject({
  /** Readers see it in place of the text. */
  reason: lines(1000).refine((text) => text !== '', { error: 'must say why; readers will see it' }),
})

/** Articles and what is done to them. Every write names what it knows (If-Match) and answers the new revision. */
export function articleRoutes({ newsroom, siteUrl, now = () => new Date() }: AdminParts) {
  function act(c: Context<AdminEnv>, action: Action, more: Partial<Act> = {}): Act {
    return { at: now().toISOString(), actor: c.var.actor, action, requestId: c.var.requestId, ...more }
  }

  async function answer(c: Context<AdminEnv>, revision: Revision<Article>, status: 200 | 201 = 200) {
    const { body, headers } = presentArticle(revision, await newsroom.settings(), siteUrl)
    return c.json(body, status, headers)
  }

  async function requireSection(section: string): Promise<void> {
    const { sections } = await newsroom.settings()
    if (sections.some(({ id }) => id === section)) return
    const message = `there is no section "${section}"; there are: ${sections.map(({ id }) => id).join(', ')}`
    throw new AppError('invalid', message, { fields: [{ field: 'section', message }] })
  }

  return new Hono<AdminEnv>()
    .get('/', allow('read'), validate('query', listQuery), async (c) => {
      return c.json(await newsroom.list(c.req.valid('query')))
    })
    .get('/:id', allow('read'), validate('param', idParam), async (c) => {
      const { id } = c.req.valid('param')
      const revision = await newsroom.articles.latest(id)
      if (!revision) throw new AppError('not_found', `there is no article "${id}"`)
      return await answer(c, revision)
    })
    .get('/:id/revisions', allow('read'), validate('param', idParam), async (c) => {
      const { id } = c.req.valid('param')
      const revisions = await newsroom.articles.history(id)
      if (revisions.length === 0) throw new AppError('not_found', `there is no article "${id}"`)
      return c.json({ revisions })
    })
    .put(
      '/:id',
      allow('write'),
      requireJson,
      validate('param', idParam),
      validate('json', articleInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        await requireSection(input.section)
        const revision = await newsroom.articles.revise(id, precondition, (previous) => {
          const before = previous?.state
          const state = write(id, before, input)
          if (state === before) return undefined
          const imported = input.origin && input.origin.digest !== before?.origin?.digest
          return { act: act(c, imported ? 'import' : before ? 'edit' : 'create'), state }
        })
        return await answer(c, revision, 'absent' in precondition ? 201 : 200)
      },
    )
    .post(
      '/:id/translations/:locale/publish',
      allow('publish'),
      requireJson,
      validate('param', translationParam),
      validate('json', publishBody),
      async (c) => {
        const { id, locale } = c.req.valid('param')
        const { publishedAt, note } = c.req.valid('json')
        const revision = await newsroom.articles.revise(id, preconditionOf(c), (previous) => {
          if (!previous) throw new AppError('not_found', `there is no article "${id}"`)
          const published = act(c, 'publish', { locale, ...(note && { note }) })
          const publication = { revision: previous.number + 1, at: published.at, publishedAt }
          return { act: published, state: publish(previous.state, locale, publication) }
        })
        return await answer(c, revision)
      },
    )
    .post(
      '/:id/translations/:locale/withdraw',
      allow('withdraw'),
      requireJson,
      validate('param', translationParam),
      validate('json', withdrawBody),
      async (c) => {
        const { id, locale } = c.req.valid('param')
        const { reason } = c.req.valid('json')
        const revision = await newsroom.articles.revise(id, preconditionOf(c), (previous) => {
          if (!previous) throw new AppError('not_found', `there is no article "${id}"`)
          const withdrawn = act(c, 'withdraw', { locale, note: reason })
          return { act: withdrawn, state: withdraw(previous.state, locale, { at: withdrawn.at, reason }) }
        })
        return await answer(c, revision)
      },
    )
}
