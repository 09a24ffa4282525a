import { Hono } from 'hono'
import { problem } from '../http/problem.ts'
import { requestLog } from '../http/request-log.ts'
import { takingInRoutes } from './articles/taking-in.ts'
import { articleRoutes } from './articles/write.ts'
import { type AdminEnv, type AdminParts, identify } from './env.ts'
import { mediaRoutes } from './media/library.ts'
import { settingsRoutes } from './site/settings.ts'

export type MovingDoorParts = Pick<AdminParts, 'newsroom' | 'uploads' | 'askMedia' | 'siteUrl' | 'now'>

/**
 * As much of the editors' door as moving in takes, asked in the same process: the same handlers judge who it is, what they
 * may do and what they send, and nothing is written but by them.
 */
export function createMovingDoor(parts: MovingDoorParts) {
  return new Hono<AdminEnv>()
    .use(requestLog, identify(parts.newsroom, parts.now ?? (() => new Date())))
    .route('/articles', articleRoutes(parts))
    .route('/media', mediaRoutes(parts))
    .route('/', takingInRoutes(parts))
    .route('/settings', settingsRoutes(parts))
    .onError((error, c) => problem(c, error))
}
