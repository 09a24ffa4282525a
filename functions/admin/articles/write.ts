import { Hono } from 'hono'
import * as z from 'zod'
import { type Article, articleInput } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { namedArticles, requireNamed } from '../../domain/article/related.ts'
import { usesOf } from '../../domain/article/uses.ts'
import { isImport, write as writeArticle } from '../../domain/article/write.ts'
import { requireFound } from '../../domain/errors.ts'
import { requireEditable, requirePermission, requireSection } from '../../domain/people/permissions.ts'
import { requireKnownSection } from '../../domain/settings/settings.ts'
import { requireTags } from '../../domain/settings/tags.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import type { Change } from '../../store/chain.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { presentArticle, presentMeta, presentRow } from '../present.ts'
import { articleAnswer, articleHistory, articleList, articleViews, articleWritten } from './answers.ts'
import { droppedFrom } from './dropped.ts'
import { findArticles } from './find.ts'
import { listQuery } from './list.ts'
import { articleChange, createActing, writeQuery } from './perform.ts'

const idParam = z.object({ id: articleId })
const historyQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.coerce.number().int().min(2).max(99_999_999).optional(),
})

const anArticle = {
  section: 'news',
  genre: 'news',
  byline: ['Ban biên tập'],
  translations: {
    vi: {
      title: 'Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm',
      summary: 'Sáng 11/7, Sở Ngoại vụ tổ chức hội nghị sơ kết.',
      body: '<p>Hội nghị đánh giá kết quả công tác đối ngoại.</p>',
    },
  },
}

/** Articles and what is done to them. Every write names what it knows (If-Match) and answers the new revision. */
export function articleRoutes(parts: Pick<AdminParts, 'newsroom' | 'index' | 'views' | 'siteUrl' | 'now'>) {
  const { newsroom, now = () => new Date() } = parts
  const { act, write } = createActing(parts)

  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listArticles', tag: 'articles', answer: articleList }),
      allow('read'),
      validate('query', listQuery),
      async (c) => {
        const asking = { caller: c.var.actor.id, now: now() }
        const { rows, next } = await findArticles(newsroom, c.req.valid('query'), asking, parts.index)
        return c.json({ articles: rows.map(presentRow), next })
      },
    )
    .get(
      '/:id',
      describe({ id: 'readArticle', tag: 'articles', answer: articleAnswer, tagged: true, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const revision = await newsroom.articles.latest(id)
        requireFound(revision, 'article', id)
        const { body, headers } = presentArticle(revision, await newsroom.settings(), parts.siteUrl)
        return c.json({ ...body, seen: await newsroom.articles.findSeen(id) }, 200, headers)
      },
    )
    .get(
      '/:id/views',
      describe({ id: 'countViews', tag: 'articles', answer: articleViews, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      async (c) => {
        const { id } = c.req.valid('param')
        const revision = await newsroom.articles.latest(id)
        requireFound(revision, 'article', id)
        return c.json({ views: (await parts.views?.find(id)) ?? revision.state.origin?.views ?? 0 })
      },
    )
    .get(
      '/:id/revisions',
      describe({ id: 'listRevisions', tag: 'history', answer: articleHistory, refuses: [404] }),
      allow('read'),
      validate('param', idParam),
      validate('query', historyQuery),
      async (c) => {
        const { id } = c.req.valid('param')
        const { limit, cursor: before } = c.req.valid('query')
        const revisions = await newsroom.articles.historyPage(id, { limit, before })
        // There is something before every revision but the first, so that nothing means that there is no article.
        requireFound(revisions.length > 0, 'article', id)
        const last = revisions.at(-1)?.number ?? 1
        return c.json({ revisions: revisions.map(presentMeta), ...(last > 1 && { next: String(last) }) })
      },
    )
    .put(
      '/:id',
      describe({
        ...articleChange,
        id: 'writeArticle',
        tag: 'articles',
        writes: 'put',
        answer: articleWritten,
        example: anArticle,
      }),
      allow('create'),
      requireJson,
      validate('param', idParam),
      validate('query', writeQuery),
      validate('json', articleInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        const settings = await newsroom.settings()
        requireKnownSection(settings, input.section)
        const files = await newsroom.media.filesOf([...new Set(usesOf(input).map(({ id: each }) => each))])
        const existing = await newsroom.articles.existing(namedArticles(input))
        const doing = await act(c, 'edit')
        const change: Change<Article> = (previous) => {
          const before = previous?.state
          const imported = isImport(before, input)
          requireTags(settings.tags, input.tags, before?.tags)
          requireNamed(input, new Set([...existing, id]), before)
          const revision = (previous?.number ?? 0) + 1
          const state = writeArticle(id, before, input, { by: c.var.actor.id, at: doing.at, revision, files })
          if (imported) requirePermission(c.var.actor, 'import')
          if (before) requireEditable(c.var.actor, before, state)
          else requireSection(c.var.actor, state.section)
          if (state === before) return undefined
          return { act: { ...doing, action: imported ? 'import' : before ? 'edit' : 'create' }, state }
        }
        const dropped = await droppedFrom(c)
        return await write(c, { id, precondition, doing, change, dropped }, c.req.valid('query')['dry-run'])
      },
    )
}
