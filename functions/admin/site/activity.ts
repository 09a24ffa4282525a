import { Hono } from 'hono'
import * as z from 'zod'
import { articleId } from '../../domain/article/fields.ts'
import { month } from '../../domain/date-schemas.ts'
import { monthBounds, monthOf } from '../../domain/dates.ts'
import { locale } from '../../domain/locale-schemas.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermitted, type Permission } from '../../domain/people/permissions.ts'
import { action, revisionMeta } from '../../domain/revision.ts'
import { says } from '../../domain/rules.ts'
import { validate } from '../../http/validate.ts'
import { type Activity, listOf } from '../../store/acts.ts'
import { type ChainKind, isChainKind } from '../../store/keys.ts'
import type { Called } from '../../store/newsroom.ts'
import { next } from '../answers.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'

const activityQuery = z.strictObject({
  /** Of the local calendar; the current one when none is named. */
  month: month.optional(),
  /** A principal's id. */
  person: z.string().min(1).max(200).optional(),
  article: articleId.optional(),
  action: action.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `next` of the page before. */
  cursor: z
    .string()
    .max(200)
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z#/u, { error: says('form_cursor') })
    .optional(),
})
const activity = component(
  'Activity',
  z.object({
    kind: z.string(),
    ...revisionMeta.pick({ subject: true, number: true, at: true, actor: true }).shape,
    action,
    locale: locale.optional(),
    note: z.string().optional(),
    name: z.string().optional(),
    /** What its subject is called now: an article in each language, anything else by one name. */
    titles: z.partialRecord(locale, z.string()).optional(),
    called: z.string().optional(),
  }),
)
const activityAnswer = z.object({ month, activity: z.array(activity), next })

type Wanted = z.infer<typeof activityQuery>

/** A page is filled from at most this many acts; one that few of them fit is continued by its cursor. */
const mostRead = 1_000

/** Who may see what was done to which kind of subject: those who may see the subject itself. */
const visibleTo = {
  ARTICLE: 'read',
  LINK: 'read',
  MEDIA: 'read',
  SLOT: 'read',
  NOTES: 'read',
  RELEASE: 'read',
  SETTINGS: 'read',
  STAFF: 'appoint',
  SCHEME: 'remunerate',
  PAYEE: 'remunerate',
  ROYALTY: 'remunerate',
} satisfies Record<ChainKind, Permission>

function isVisible({ kind }: Activity, member: Member): boolean {
  return isChainKind(kind) && isPermitted(member, visibleTo[kind])
}

/** What is said beside an article goes by the article's own id. */
const isOfArticle = (kind: string) => kind === 'ARTICLE' || kind === 'NOTES'

function isWanted({ kind, subject, actor, action }: Activity, wanted: Wanted): boolean {
  return (
    (!wanted.person || actor.id === wanted.person) &&
    (!wanted.article || (isOfArticle(kind) && subject === wanted.article)) &&
    (!wanted.action || action === wanted.action)
  )
}

function present({ kind, moment: _, ...shown }: Activity, names: ReadonlyMap<string, Called>) {
  const { titles, name: called } = names.get(`${kind}#${shown.subject}`) ?? {}
  return { kind: kind.toLowerCase(), ...shown, ...(titles && { titles }), ...(called && { called }) }
}

/** Who did what: every revision and every name that one was given, newest first, a month at a time. */
export function activityRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  return new Hono<AdminEnv>().get(
    '/',
    describe({ id: 'listActivity', tag: 'history', answer: activityAnswer }),
    allow('read'),
    validate('query', activityQuery),
    async (c) => {
      const wanted = c.req.valid('query')
      const month = wanted.month ?? monthOf(now().toISOString())
      const found: Activity[] = []
      let next: string | undefined
      let read = 0
      let last: string | undefined
      const { from, to } = monthBounds(month)
      const before = wanted.cursor && wanted.cursor < to ? wanted.cursor : to
      const first = wanted.limit + 1
      const list = wanted.action && listOf(wanted.action)
      const acts = wanted.article
        ? await newsroom.activitiesOf(wanted.article, from, before)
        : list
          ? newsroom.listedActs(list, { from, before, first })
          : newsroom.activities(from, before, { first })
      for await (const activity of acts) {
        const fits = isVisible(activity, c.var.actor) && isWanted(activity, wanted)
        // That there is one more tells that there is a next page; it begins after what was read last.
        if ((fits && found.length === wanted.limit) || read === mostRead) {
          next = last
          break
        }
        if (fits) found.push(activity)
        last = activity.moment
        read += 1
      }
      const names = await newsroom.namesOf(found)
      return c.json({ month, activity: found.map((each) => present(each, names)), ...(next && { next }) })
    },
  )
}
