import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { AppError } from '../domain/errors.ts'
import type { Member } from '../domain/people/member.ts'
import { type Permission, requirePermission } from '../domain/people/permissions.ts'
import { outsideDays } from '../domain/people/staff.ts'
import { refusal } from '../domain/rules.ts'
import { requireUnfrozen } from '../domain/settings/freeze.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { LambdaBindings } from '../http/request-log.ts'
import type { SearchIndex } from '../search/query.ts'
import type { FeedbackBox } from '../store/feedback.ts'
import type { LostAddresses } from '../store/lost-addresses.ts'
import type { Misses } from '../store/misses.ts'
import type { MoveFiles } from '../store/move-files.ts'
import type { Newsroom } from '../store/newsroom.ts'
import type { OutwardLinks } from '../store/outward-links.ts'
import type { PublicCounts } from '../store/public-counts.ts'
import type { Readers } from '../store/readers.ts'
import type { Royalties } from '../store/royalties.ts'
import type { Uploads } from '../store/uploads.ts'
import type { ViewCounts } from '../store/views.ts'
import type { AskMedia } from './media/media-function.ts'
import type { UserAccounts } from './site/user-accounts.ts'

/** What the editors' door needs. */
export interface AdminParts {
  newsroom: Newsroom
  /** Of the words of every article. @default titles alone are searched */
  index?: SearchIndex
  royalties: Royalties
  uploads: Uploads
  askMedia: AskMedia
  /** What is moved in through the desk: its files, and the function that does it, woken by the id of a move. */
  moving: { files: MoveFiles; wake(id: string): Promise<void> }
  /** What readers searched for in vain. */
  misses: Misses
  /** What readers wrote. */
  feedback: FeedbackBox
  /** How often articles were read. @default nobody counts */
  views?: ViewCounts
  /** How many articles readers have. @default nobody counts */
  publicCounts?: PublicCounts
  /** At which addresses readers found nothing. @default nobody counts */
  lost?: LostAddresses
  /** Which links of public pages lead nowhere. @default nobody looks */
  outward?: OutwardLinks
  /** On which days they were. @default nobody counts */
  readers?: Readers
  /** By which accounts people sign in. @default nobody can be invited here */
  accounts?: UserAccounts
  /** Whether people are mailed what they are told. @default false */
  sendsMail?: boolean
  /** `https://host` of the public site, without a slash at the end. */
  siteUrl: string
  now?: () => Date
}

export interface AdminEnv {
  Bindings: LambdaBindings
  Variables: { requestId: string; actor: Member; findSettings: () => Promise<Settings> }
}

/** What the IAM authorizer of an HTTP API tells of a signed request (payload format 2.0). */
const iam = z.object({
  userId: z.string().min(1),
  callerId: z.string().min(1).optional(),
  cognitoIdentity: z.object({ amr: z.array(z.string()) }).nullish(),
})
const signed = z.object({ authorizer: z.object({ iam }) })

/** `cognito-idp.<region>.amazonaws.com/<pool>:CognitoSignIn:<sub>`: by whom credentials of an identity pool were got. */
const signIn = /^cognito-idp\.[\w.-]+\/(?<pool>[\w-]+_\w+):CognitoSignIn:(?<sub>[0-9a-f-]{36})$/u

/**
 * Principals by which a staff record may know the caller: a session of a role (`AROA…:session`), a user or a whole role of
 * IAM; of those who signed in at the desk `<user pool>:<sub>` alone, because the IAM id is the same for all who did.
 */
function principalsOf({ userId, callerId = userId, cognitoIdentity }: z.infer<typeof iam>): string[] {
  if (!cognitoIdentity) return [...new Set([callerId, userId])]
  const { pool, sub } = cognitoIdentity.amr.map((each) => signIn.exec(each)?.groups).find(Boolean) ?? {}
  return pool && sub ? [`${pool}:${sub}`] : []
}

/**
 * Who calls. The gateway has checked the signature and says which principal made it; what that principal may do is written
 * in a staff record. Without both the request goes no further, whatever gateway let it through.
 */
export function identify(newsroom: Newsroom, now: () => Date) {
  return createMiddleware<AdminEnv>(async (c, next) => {
    const { data } = signed.safeParse(c.env?.event?.requestContext)
    if (!data) throw new AppError('forbidden', refusal('not_signed'))
    const principals = principalsOf(data.authorizer.iam)
    const at = now()
    const found = await Promise.all(principals.map((each) => newsroom.findStaff(each, at)))
    const actor = found.find(Boolean)
    if (!actor) {
      const known = await Promise.all(principals.map((each) => newsroom.staff.findRecord(each)))
      const record = known.find(Boolean)?.record
      if (record?.active) throw new AppError('forbidden', outsideDays(record, at))
      const rule = record ? 'has_left' : 'not_staff'
      throw new AppError('forbidden', refusal(rule, { principal: principals[0] ?? '' }))
    }
    c.set('actor', actor)
    c.set('findSettings', newsroom.settings)
    await next()
  })
}

/** By which readers would see something else at once: nobody may while publication is frozen. */
const frozenActs: ReadonlySet<Permission> = new Set(['publish', 'publish_now', 'withdraw', 'withdraw_file'])

/** Lets only roles pass that may do it. Its name tells which, so that a test can see that no route is without one. */
export function allow(permission: Permission) {
  const middleware = createMiddleware<AdminEnv>(async (c, next) => {
    requirePermission(c.var.actor, permission)
    if (frozenActs.has(permission)) requireUnfrozen(await c.var.findSettings())
    await next()
  })
  return Object.defineProperty(middleware, 'name', { value: `allow ${permission}` })
}
