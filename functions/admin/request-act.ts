import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { AppError } from '../domain/errors.ts'
import type { Act, Action } from '../domain/revision.ts'
import { refusal } from '../domain/rules.ts'
import type { AdminEnv } from './env.ts'

/** 1 to 64 visible characters, as the Idempotency-Key draft of the IETF leaves it to the server to say. */
const keyShape = /^[\x21-\x7e]{1,64}$/u

/** The client's key of a request that may come again. A write that makes nothing twice by itself asks for no more. */
export function keyOf(c: Context<AdminEnv>): string | undefined {
  const key = c.req.header('idempotency-key')
  if (key === undefined || keyShape.test(key)) return key
  throw new AppError('malformed', refusal('form_key', { key }))
}

/** What a repeated request is known by: the client's key, and a digest of all that it asks for. */
export async function repeatOf(c: Context<AdminEnv>): Promise<Pick<Act, 'repeat'>> {
  const key = keyOf(c)
  if (key === undefined) return {}
  const asked = [c.var.actor.id, c.req.method, c.req.path, await c.req.text()].join('\n')
  return {
    repeat: { key: `${c.var.actor.id} ${key}`, digest: createHash('sha256').update(asked).digest('hex') },
  }
}

/** What the caller of a request does, as its revision will say. */
export async function actOf(
  c: Context<AdminEnv>,
  at: Date,
  action: Action,
  more: Partial<Act> = {},
): Promise<Act> {
  const { id, name, role } = c.var.actor
  const { requestId } = c.var
  return {
    at: at.toISOString(),
    actor: { id, name, role },
    action,
    requestId,
    ...(await repeatOf(c)),
    ...more,
  }
}
