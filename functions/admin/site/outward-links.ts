import { Hono } from 'hono'
import * as z from 'zod'
import { failingLink, linkActs, linkSaid, nightsUntilDead } from '../../domain/outward-link.ts'
import { requireJson, validate } from '../../http/validate.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { keyOf } from '../request-act.ts'

const idParam = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/u) })

/** `said`: what an editor said of it last, and when. */
const deadLink = component('DeadLink', failingLink.extend({ said: linkSaid.optional() }))

const sayInput = z.strictObject({
  act: z.enum(linkActs),
  /** Of what was said of it last, as it was on the screen; 0 where nothing was. */
  number: z.int().min(0),
})

/** `isOn`: whether links are asked for at all; `waiting`: how many have failed, but not yet on enough nights. */
const deadLinks = z.object({ isOn: z.boolean(), waiting: z.int(), links: z.array(deadLink) })

/** Links of public pages that lead nowhere: they failed on several nights. */
export function outwardLinkRoutes({ newsroom, outward, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>()
    .get(
      '/',
      describe({ id: 'listDeadLinks', tag: 'history', answer: deadLinks }),
      allow('read'),
      async (c) => {
        const [known = [], { checkLinks }] = await Promise.all([outward?.list(), newsroom.settings()])
        const links = known
          .filter(({ nights }) => nights >= nightsUntilDead)
          .toSorted((a, b) => a.since.localeCompare(b.since) || a.url.localeCompare(b.url))
        return c.json({ isOn: checkLinks, waiting: known.length - links.length, links })
      },
    )
    .post(
      '/:id',
      describe({
        id: 'sayOfDeadLink',
        tag: 'history',
        empty: true,
        refuses: [404, 409],
        example: { act: 'again', number: 0 },
      }),
      allow('answer'),
      requireJson,
      validate('param', idParam),
      validate('json', sayInput),
      async (c) => {
        keyOf(c)
        await outward?.say(c.req.valid('param').id, c.req.valid('json'), c.var.actor, now())
        return c.body(null, 204)
      },
    )
}
