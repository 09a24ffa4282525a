import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { AppError } from '../domain/errors.ts'
import { problem } from '../http/problem.ts'
import { requestLog } from '../http/request-log.ts'
import { activityRoutes } from './activity.ts'
import { articleRoutes } from './articles.ts'
import { type AdminEnv, type AdminParts, identify } from './env.ts'
import { historyRoutes } from './history.ts'
import { payeeRoutes } from './payees.ts'
import { royaltyRoutes } from './royalties.ts'
import { royaltySchemeRoutes } from './royalty-schemes.ts'
import { settingsRoutes } from './settings.ts'
import { translationRoutes } from './translations.ts'

const largestBody = 1_000_000

/** Nothing of the newsroom may lie in a cache. */
const noStore = createMiddleware(async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
  c.header('X-Content-Type-Options', 'nosniff')
})

/** The editors' door. */
export function createAdminApp(parts: AdminParts) {
  return new Hono<AdminEnv>()
    .use(
      requestLog,
      noStore,
      bodyLimit({
        maxSize: largestBody,
        onError: () => {
          throw new AppError(
            'too_large',
            `the body is larger than ${largestBody} bytes, the most that is allowed`,
          )
        },
      }),
      identify(parts.newsroom),
    )
    .get('/me', (c) => c.json(c.var.actor))
    .route('/articles', articleRoutes(parts))
    .route('/articles', translationRoutes(parts))
    .route('/articles', historyRoutes(parts))
    .route('/activity', activityRoutes(parts))
    .route('/settings', settingsRoutes(parts))
    .route('/royalty-schemes', royaltySchemeRoutes(parts))
    .route('/payees', payeeRoutes(parts))
    .route('/royalties', royaltyRoutes(parts))
    .notFound((c) =>
      problem(c, new AppError('not_found', `there is nothing at ${c.req.method} ${c.req.path}`)),
    )
    .onError((error, c) => problem(c, error))
}
