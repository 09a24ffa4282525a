import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { lead, mostFormerAddresses } from '../../domain/article/former-addresses.ts'
import { requireRight } from '../../domain/errors.ts'
import { formerAddress } from '../../domain/former-address.ts'
import { requireSection } from '../../domain/people/permissions.ts'
import { refusal } from '../../domain/rules.ts'
import { preconditionOf, requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { createActing, workflowAct } from './perform.ts'

const param = z.object({ id: articleId })
const body = z.strictObject({
  address: formerAddress,
  /** False: it leads here no longer. */
  leads: z.boolean().default(true),
})

/** Lets addresses of former days lead to an article. */
export function leadingRoutes(parts: AdminParts) {
  const { act, append, answer } = createActing(parts)
  return new Hono<AdminEnv>().post(
    '/:id/addresses',
    describe({ ...workflowAct, id: 'leadToArticle', example: { address: '/chi-tiet.aspx?id=79' } }),
    allow('publish'),
    requireJson,
    validate('param', param),
    validate('json', body),
    async (c) => {
      const { address, leads } = c.req.valid('json')
      const made = await append({
        id: c.req.valid('param').id,
        precondition: { ...preconditionOf(c), part: 'shared' },
        act: await act(c, 'lead', { note: address }),
        require(article) {
          requireSection(c.var.actor, article.section)
          const count = (article.formerAddresses ?? []).length
          if (leads && count >= mostFormerAddresses)
            requireRight([
              {
                field: 'address',
                message: refusal('too_many_items', { held: count + 1, max: mostFormerAddresses }),
              },
            ])
        },
        change: ({ article }) => lead(article, address, leads),
      })
      return await answer(c, made)
    },
  )
}
