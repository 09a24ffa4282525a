import type { Context } from 'hono'
import type { Act, Action } from '../domain/revision.ts'
import type { AdminEnv } from './env.ts'

/** What the caller of a request does, as its revision will say. */
export function actOf(c: Context<AdminEnv>, at: Date, action: Action, more: Partial<Act> = {}): Act {
  const { id, name, role } = c.var.actor
  return { at: at.toISOString(), actor: { id, name, role }, action, requestId: c.var.requestId, ...more }
}
