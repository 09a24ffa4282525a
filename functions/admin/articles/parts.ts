import { Hono } from 'hono'
import * as z from 'zod'
import { type Article, sharedInput, translationInput } from '../../domain/article/article.ts'
import { articleId } from '../../domain/article/fields.ts'
import { namedArticles, requireNamed } from '../../domain/article/related.ts'
import { type MediaUse, usesInShared, usesInText } from '../../domain/article/uses.ts'
import { writeShared, writeText } from '../../domain/article/write-part.ts'
import { requireFound } from '../../domain/errors.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import { requireEditable } from '../../domain/people/permissions.ts'
import { requireKnownSection } from '../../domain/settings/settings.ts'
import { requireTags } from '../../domain/settings/tags.ts'
import { lines } from '../../domain/text-schemas.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import type { Change } from '../../store/chain.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { articleWritten } from './answers.ts'
import { droppedFromText } from './dropped.ts'
import { articleChange, createActing, writeQuery } from './perform.ts'

const idParam = z.object({ id: articleId })
const textParam = z.object({ id: articleId, locale: localeSchema })

/** `note`: what the history says of the write, such as that it is a merge. */
const partQuery = writeQuery.extend({ note: lines(1000).optional() })

const aText = {
  title: 'Mid-year review of external relations held',
  summary: 'The Department of Foreign Affairs met on 11 July.',
  body: '<p>The meeting reviewed the work of the first six months.</p>',
  basedOn: { locale: 'vi', revision: 1 },
}
const aFrame = { section: 'news', genre: 'news', byline: ['Ban biên tập'], featured: true }

const partChange = { ...articleChange, tag: 'articles', answer: articleWritten } as const

/**
 * The parts of an article that are written by themselves: each language, and what all of them share. Each has an entity tag of its own,
 * so that two people in two languages never stand in each other's way.
 */
export function partRoutes(parts: AdminParts) {
  const { newsroom } = parts
  const { act, write } = createActing(parts)
  const filesOf = (uses: readonly MediaUse[]) =>
    newsroom.media.filesOf([...new Set(uses.map(({ id }) => id))])

  return new Hono<AdminEnv>()
    .put(
      '/:id/translations/:locale',
      describe({ ...partChange, id: 'writeText', writes: 'put', example: aText }),
      allow('create'),
      requireJson,
      validate('param', textParam),
      validate('query', partQuery),
      validate('json', translationInput),
      async (c) => {
        const { id, locale } = c.req.valid('param')
        const text = c.req.valid('json')
        const precondition = { ...preconditionOf(c), part: locale }
        const files = await filesOf(usesInText(text))
        const { note, 'dry-run': isTrial } = c.req.valid('query')
        const doing = await act(c, 'edit', { locale, ...(note && { note }) })
        const change: Change<Article> = (previous) => {
          requireFound(previous, 'article', id)
          const writing = { by: c.var.actor.id, at: doing.at, revision: previous.number + 1, files }
          const state = writeText(previous.state, locale, text, writing)
          requireEditable(c.var.actor, previous.state, state)
          return state === previous.state ? undefined : { act: doing, state }
        }
        const dropped = await droppedFromText(c)
        return await write(c, { id, precondition, doing, change, dropped }, isTrial)
      },
    )
    .put(
      '/:id/shared',
      describe({ ...partChange, id: 'writeShared', example: aFrame }),
      allow('create'),
      requireJson,
      validate('param', idParam),
      validate('query', partQuery),
      validate('json', sharedInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = { ...preconditionOf(c), part: 'shared' }
        const settings = await newsroom.settings()
        requireKnownSection(settings, input.section)
        const files = await filesOf(usesInShared(input))
        const existing = await newsroom.articles.existing(namedArticles(input))
        const { note, 'dry-run': isTrial } = c.req.valid('query')
        const doing = await act(c, 'edit', note ? { note } : {})
        const change: Change<Article> = (previous) => {
          requireFound(previous, 'article', id)
          const { state: before, number } = previous
          requireTags(settings.tags, input.tags, before.tags)
          requireNamed(input, new Set([...existing, id]), before)
          const writing = { by: c.var.actor.id, at: doing.at, revision: number + 1, files }
          const state = writeShared(before, input, writing)
          requireEditable(c.var.actor, before, state)
          return state === before ? undefined : { act: doing, state }
        }
        const writing = { id, precondition, doing, change, dropped: [] }
        return await write(c, writing, isTrial)
      },
    )
}
