import { Hono } from 'hono'
import * as z from 'zod'
import { formerAddress } from '../../domain/former-address.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { lostKept } from '../../store/lost-addresses.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'

const lostQuery = z.strictObject({
  /** How far back, today included. */
  days: z.coerce.number().int().min(1).max(lostKept).default(30),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})

const lost = component(
  'LostAddress',
  z.object({ address: z.string(), times: z.int().min(1), last: z.iso.date() }),
)

/** Addresses at which readers found nothing. What is done about one stands with articles and settings. */
export function lostAddressRoutes({ lost: addresses, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/lost',
      describe({ id: 'listLostAddresses', tag: 'history', answer: z.object({ addresses: z.array(lost) }) }),
      allow('read'),
      validate('query', lostQuery),
      async (c) => {
        const { days, limit } = c.req.valid('query')
        const found = (await addresses?.list(days, now())) ?? []
        return c.json({ addresses: found.slice(0, limit) })
      },
    )
    .post(
      '/lost/forget',
      describe({
        id: 'forgetLostAddress',
        tag: 'history',
        empty: true,
        example: { address: '/tin.aspx?id=79' },
      }),
      allow('answer'),
      requireJson,
      validate('json', z.strictObject({ address: formerAddress })),
      async (c) => {
        keyOf(c)
        await addresses?.forget(c.req.valid('json').address, now())
        return c.body(null, 204)
      },
    )
}
