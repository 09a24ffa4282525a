import { Hono } from 'hono'
import * as z from 'zod'
import { royaltyId, royaltyInput } from '../../domain/royalty/royalty.ts'
import { askedLocale } from '../../http/asked-locale.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { describe } from '../describe.ts'
import type { AdminEnv, AdminParts } from '../env.ts'
import { keyOf } from '../request-act.ts'
import { createRoyaltyAnswering } from './answering.ts'
import { royaltyTrial } from './answers.ts'
import { sayWarning } from './said.ts'

/** What a proposal would come to, while it is being written: nothing of it is kept. */
export function trialRoutes(parts: AdminParts) {
  const { now = () => new Date() } = parts
  const { judge, sections } = createRoyaltyAnswering(parts)
  return new Hono<AdminEnv>().post(
    '/:id/calculation',
    describe({
      id: 'calculateRoyalty',
      tag: 'royalties',
      answer: royaltyTrial,
      refuses: [404, 409],
      example: {
        article: '0r5g8k2m4n',
        locale: 'vi',
        works: [{ genre: 'news', coefficientTenths: 10 }],
        pages: 1,
        photos: 0,
      },
    }),
    requireJson,
    validate('param', z.object({ id: royaltyId })),
    validate('json', royaltyInput),
    async (c) => {
      const input = c.req.valid('json')
      // It is the same however often it is asked.
      keyOf(c)
      await sections.require(c.var.actor, input)
      const { calculation, warnings } = await judge(c.req.valid('param').id, input, now().toISOString())
      const locale = askedLocale(c)
      return c.json({ calculation, warnings: warnings.map((each) => sayWarning(each, locale)) })
    },
  )
}
