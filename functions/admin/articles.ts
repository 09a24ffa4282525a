import { Hono } from 'hono'
import * as z from 'zod'
import { articleInput } from '../domain/article.ts'
import { articleId } from '../domain/article-fields.ts'
import { AppError } from '../domain/errors.ts'
import { isImport, write } from '../domain/newsroom.ts'
import { requireEditable, requirePermission, requireSection } from '../domain/permissions.ts'
import { preconditionOf, requireJson, validate } from '../http/validate.ts'
import { createActing } from './acting.ts'
import { type AdminEnv, type AdminParts, allow } from './env.ts'

const idParam = z.object({ id: articleId })
const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
})

/** Articles and what is done to them. Every write names what it knows (If-Match) and answers the new revision. */
export function articleRoutes(parts: AdminParts) {
  const { newsroom } = parts
  const { act, answer } = createActing(parts)

  async function requireKnownSection(section: string): Promise<void> {
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
      allow('create'),
      requireJson,
      validate('param', idParam),
      validate('json', articleInput),
      async (c) => {
        const { id } = c.req.valid('param')
        const input = c.req.valid('json')
        const precondition = preconditionOf(c)
        await requireKnownSection(input.section)
        const doing = await act(c, 'edit')
        const revision = await newsroom.articles.revise(
          id,
          precondition,
          (previous) => {
            const before = previous?.state
            const imported = isImport(before, input)
            const state = write(id, before, input, c.var.actor.id)
            if (imported) requirePermission(c.var.actor, 'import')
            if (before) requireEditable(c.var.actor, before, state)
            else requireSection(c.var.actor, state.section)
            if (state === before) return undefined
            return { act: { ...doing, action: imported ? 'import' : before ? 'edit' : 'create' }, state }
          },
          doing.repeat,
        )
        return await answer(c, revision, 'absent' in precondition ? 201 : 200)
      },
    )
}
