import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { AppError } from '../domain/errors.ts'
import { member } from '../domain/people/member.ts'
import { refusal } from '../domain/rules.ts'
import { methodsInstead } from '../http/methods.ts'
import { problem } from '../http/problem.ts'
import { requestLog } from '../http/request-log.ts'
import { serverTiming } from '../http/server-timing.ts'
import { assigningRoutes } from './articles/assigning.ts'
import { bulkRoutes } from './articles/bulk.ts'
import { calendarRoutes } from './articles/calendar.ts'
import { discardingRoutes } from './articles/discarding.ts'
import { historyRoutes } from './articles/history.ts'
import { leadingRoutes } from './articles/leading.ts'
import { lookingAgainRoutes } from './articles/looking-again.ts'
import { movingRoutes } from './articles/moving.ts'
import { partRoutes } from './articles/parts.ts'
import { placingRoutes } from './articles/placing.ts'
import { linkRoutes } from './articles/preview-links.ts'
import { schedulingRoutes } from './articles/scheduling.ts'
import { slotRoutes } from './articles/slots.ts'
import { takesItems, takingInRoutes } from './articles/taking-in.ts'
import { boardRoutes, sourceRoutes } from './articles/translation-board.ts'
import { translationRoutes } from './articles/workflow.ts'
import { articleRoutes } from './articles/write.ts'
import { describe } from './describe.ts'
import { deskRoutes } from './desk/desk.ts'
import { noticeRoutes } from './desk/notices.ts'
import { peopleRoutes } from './desk/people.ts'
import { preferenceRoutes } from './desk/preferences.ts'
import { workingCopyRoutes } from './desk/working-copies.ts'
import { type AdminEnv, type AdminParts, identify } from './env.ts'
import { importRoutes } from './media/imports.ts'
import { mediaRoutes } from './media/library.ts'
import { moveRoutes } from './moving/moves.ts'
import { noteRoutes } from './notes/notes.ts'
import { presenceRoutes } from './notes/presence.ts'
import { descriptionRoutes } from './openapi/index.ts'
import { releaseRoutes } from './releases/releases.ts'
import { payeeRoutes } from './royalties/payees.ts'
import { royaltyRoutes } from './royalties/records.ts'
import { royaltySchemeRoutes } from './royalties/schemes.ts'
import { accessRoutes } from './site/access.ts'
import { activityRoutes } from './site/activity.ts'
import { feedbackRoutes } from './site/feedback.ts'
import { invitationRoutes } from './site/invitations.ts'
import { lostAddressRoutes } from './site/lost-addresses.ts'
import { outwardLinkRoutes } from './site/outward-links.ts'
import { readerRoutes } from './site/readers.ts'
import { searchRoutes } from './site/searches.ts'
import { settingsRoutes } from './site/settings.ts'
import { staffRoutes } from './site/staff.ts'
import { statisticsRoutes } from './site/statistics.ts'

const largestBody = 1_000_000
/** Of many items of another system; Lambda takes 6 MB. */
const largestImport = 4_000_000

const limit = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError('too_large', refusal('body_too_large', { max: maxSize }))
    },
  })
const usual = limit(largestBody)
const large = limit(largestImport)

/** Nothing of the newsroom may lie in a cache. */
const noStore = createMiddleware(async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
  c.header('X-Content-Type-Options', 'nosniff')
})

/** The editors' door. */
export function createAdminApp(parts: AdminParts) {
  const app = new Hono<AdminEnv>()
  app.use(requestLog, serverTiming)
  // Before anybody is asked who they are.
  app.route(
    '/',
    descriptionRoutes(() => app.routes),
  )
  return app
    .use(
      noStore,
      (c, next) => (takesItems(c.req.path) ? large : usual)(c, next),
      identify(parts.newsroom, parts.now ?? (() => new Date())),
    )
    .get('/me', describe({ id: 'whoAmI', tag: 'description', answer: member }), (c) => c.json(c.var.actor))
    .route('/articles', articleRoutes(parts))
    .route('/articles', partRoutes(parts))
    .route('/articles', translationRoutes(parts))
    .route('/articles', schedulingRoutes(parts))
    .route('/articles', sourceRoutes(parts))
    .route('/articles', movingRoutes(parts))
    .route('/articles', placingRoutes(parts))
    .route('/articles', discardingRoutes(parts))
    .route('/articles', lookingAgainRoutes(parts))
    .route('/articles', leadingRoutes(parts))
    .route('/articles', assigningRoutes(parts))
    .route('/articles', historyRoutes(parts))
    .route('/articles', noteRoutes(parts))
    .route('/', linkRoutes(parts))
    .route('/bulk', bulkRoutes(parts))
    .route('/media', mediaRoutes(parts))
    .route('/imports', importRoutes(parts))
    .route('/', takingInRoutes(parts))
    .route('/moves', moveRoutes(parts))
    .route('/slots', slotRoutes(parts))
    .route('/releases', releaseRoutes(parts))
    .route('/calendar', calendarRoutes(parts))
    .route('/translations', boardRoutes(parts))
    .route('/activity', activityRoutes(parts))
    .route('/statistics', statisticsRoutes(parts))
    .route('/statistics', readerRoutes(parts))
    .route('/addresses', lostAddressRoutes(parts))
    .route('/outward-links', outwardLinkRoutes(parts))
    .route('/searches', searchRoutes(parts))
    .route('/feedback', feedbackRoutes(parts))
    .route('/settings', settingsRoutes(parts))
    .route('/staff', accessRoutes(parts))
    .route('/staff', invitationRoutes(parts))
    .route('/staff', staffRoutes(parts))
    .route('/desk', deskRoutes(parts))
    .route('/people', peopleRoutes(parts))
    .route('/notices', noticeRoutes(parts))
    .route('/preferences', preferenceRoutes(parts))
    .route('/working-copies', workingCopyRoutes(parts))
    .route('/presence', presenceRoutes(parts))
    .route('/royalty-schemes', royaltySchemeRoutes(parts))
    .route('/payees', payeeRoutes(parts))
    .route('/royalties', royaltyRoutes(parts))
    .notFound((c) => {
      const { method, path } = c.req
      const allowed = methodsInstead(app, c.req)
      if (!allowed) return problem(c, new AppError('not_found', refusal('no_such_address', { method, path })))
      c.header('Allow', allowed)
      return problem(
        c,
        new AppError('not_allowed', refusal('method_not_taken', { path, method, methods: allowed })),
      )
    })
    .onError((error, c) => problem(c, error))
}
