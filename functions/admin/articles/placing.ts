import { Hono } from 'hono'
import * as z from 'zod'
import { type Article, relatedArticles } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { place, placementFields } from '../../domain/article/place.ts'
import { requireNamed } from '../../domain/article/related.ts'
import { locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { type Permission, requirePermitted } from '../../domain/people/permissions.ts'
import { says } from '../../domain/rules.ts'
import { articleTags, requireTags } from '../../domain/settings/tags.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { createActing, workflowAct } from './perform.ts'

const param = z.object({ id: articleId })

const placeBody = z
  .strictObject({
    featured: z.boolean().optional(),
    pinned: z.boolean().optional(),
    related: relatedArticles.optional(),
    tags: articleTags.optional(),
    note: lines(1000).optional(),
  })
  .refine((body) => placementFields.some((each) => body[each] !== undefined), {
    path: ['featured'],
    error: says('one_needed', { others: placementFields.slice(1) }),
  })

/** Refuses unless the member may do it to each text of an article. */
export function requirePermittedOnAll(member: Member, permission: Permission, article: Article): void {
  for (const locale of locales.filter((each) => article.translations[each]))
    requirePermitted(member, permission, article, locale)
}

/** Says where an article stands among others without changing its words, so that nothing has to be approved again. */
export function placingRoutes(parts: AdminParts) {
  const { newsroom } = parts
  const { act, append, answer } = createActing(parts)
  return new Hono<AdminEnv>().post(
    '/:id/place',
    describe({ ...workflowAct, id: 'placeArticle', example: { featured: true } }),
    allow('place'),
    requireJson,
    validate('param', param),
    validate('json', placeBody),
    async (c) => {
      const { id } = c.req.valid('param')
      const { note, ...placement } = c.req.valid('json')
      const { related = [], tags = [] } = placement
      const { tags: known } = await newsroom.settings()
      const existing = await newsroom.articles.existing(related)
      const made = await append({
        id,
        precondition: { ...preconditionOf(c), part: 'shared' },
        act: await act(c, 'place', note ? { note } : {}),
        require(article) {
          requirePermittedOnAll(c.var.actor, 'place', article)
          requireTags(known, tags, article.tags)
          requireNamed({ related }, new Set([...existing, id]), article)
        },
        change: ({ article }) => place(article, placement),
      })
      return await answer(c, made)
    },
  )
}
