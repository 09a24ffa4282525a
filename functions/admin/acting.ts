import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Article } from '../domain/article.ts'
import { AppError } from '../domain/errors.ts'
import type { Act, Action, Revision } from '../domain/revision.ts'
import { actOf } from './act.ts'
import type { AdminEnv, AdminParts } from './env.ts'
import { presentArticle } from './present.ts'

/** 1 to 64 visible characters, as the Idempotency-Key draft of the IETF leaves it to the server to say. */
const keyShape = /^[\x21-\x7e]{1,64}$/u

/** What a repeated request is known by: the client's key, and a digest of all that it asks for. */
async function requestOf(c: Context<AdminEnv>): Promise<Pick<Act, 'repeat'>> {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return {}
  if (!keyShape.test(key)) {
    throw new AppError('malformed', `Idempotency-Key is ${key}; it takes 1 to 64 visible ASCII characters`)
  }
  const asked = [c.var.actor.id, c.req.method, c.req.path, await c.req.text()].join('\n')
  return {
    repeat: { key: `${c.var.actor.id} ${key}`, digest: createHash('sha256').update(asked).digest('hex') },
  }
}

/** What a route needs to act on articles and to answer the revision that came of it. */
export function createActing({ newsroom, siteUrl, now = () => new Date() }: AdminParts) {
  return {
    /** The act as the chain records it. */
    async act(c: Context<AdminEnv>, action: Action, more: Partial<Act> = {}): Promise<Act> {
      return actOf(c, now(), action, { ...(await requestOf(c)), ...more })
    },

    async answer(c: Context<AdminEnv>, revision: Revision<Article>, status: 200 | 201 = 200) {
      const { body, headers } = presentArticle(revision, await newsroom.settings(), siteUrl)
      return c.json(body, status, headers)
    },
  }
}
