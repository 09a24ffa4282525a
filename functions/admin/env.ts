import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { AppError } from '../domain/errors.ts'
import { type Member, type Permission, requirePermission } from '../domain/permissions.ts'
import type { LambdaBindings } from '../http/request-log.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { Royalties } from '../store/royalties.ts'

/** What the editors' door needs. */
export interface AdminParts {
  newsroom: Newsroom
  royalties: Royalties
  /** `https://host` of the public site, without a slash at the end. */
  siteUrl: string
  now?: () => Date
}

export interface AdminEnv {
  Bindings: LambdaBindings
  Variables: { requestId: string; actor: Member }
}

const iam = z.object({ authorizer: z.object({ iam: z.object({ userId: z.string().min(1) }) }) })

/**
 * Who calls. The gateway has checked the signature and says which principal made it; what that principal may do is written
 * in a staff record. Without both the request goes no further, whatever gateway let it through.
 */
export function identify(newsroom: Newsroom) {
  return createMiddleware<AdminEnv>(async (c, next) => {
    const caller = iam.safeParse(c.env?.event?.requestContext)
    if (!caller.success) throw new AppError('forbidden', 'the request is not signed')
    const actor = await newsroom.findStaff(caller.data.authorizer.iam.userId)
    if (!actor)
      throw new AppError('forbidden', 'the signature is valid, but it belongs to nobody on the staff')
    c.set('actor', actor)
    await next()
  })
}

/** Lets only roles pass that may do it. Its name tells which, so that a test can see that no route is without one. */
export function allow(permission: Permission) {
  const middleware = createMiddleware<AdminEnv>(async (c, next) => {
    requirePermission(c.var.actor, permission)
    await next()
  })
  return Object.defineProperty(middleware, 'name', { value: `allow ${permission}` })
}
