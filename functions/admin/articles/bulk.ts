import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { effectsOf } from '../../domain/article/effects.ts'
import { articleId } from '../../domain/article/fields.ts'
import { approve, returnText, submit, withdraw } from '../../domain/article/workflow.ts'
import { plannedInstant } from '../../domain/date-schemas.ts'
import type { Locale } from '../../domain/locale.ts'
import { locale as localeSchema } from '../../domain/locale-schemas.ts'
import { requirePermitted } from '../../domain/people/permissions.ts'
import type { Act, Action } from '../../domain/revision.ts'
import { says } from '../../domain/rules.ts'
import { requireKnownSection, sectionId } from '../../domain/settings/settings.ts'
import { lines } from '../../domain/text-schemas.ts'
import { problemOf } from '../../http/problem.ts'
import { entityTag, requireJson, validate } from '../../http/validate.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { bulkAnswer } from './answers.ts'
import { moving } from './moving.ts'
import { type ArticleAct, createActing } from './perform.ts'
import { publishing, scheduling } from './publishing.ts'
import { returnBody, withdrawBody } from './workflow.ts'

const mostItems = 100

const known = z.object({
  id: articleId,
  /** The ETag of the revision that the caller knows. */
  ifMatch: z
    .string()
    .max(100)
    .regex(entityTag, { error: says('form_entity_tag') }),
})
const itemsOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(mostItems)

const note = lines(1000).optional()
const texts = itemsOf(z.strictObject({ ...known.shape, locale: localeSchema }))
const textsBody = z.strictObject({ items: texts, note })
const returnMany = returnBody.extend({ items: texts })
/** Readers are told why in the language of the text. */
const withdrawMany = z
  .strictObject({ items: texts, reasons: z.partialRecord(localeSchema, withdrawBody.shape.reason) })
  .refine(({ items, reasons }) => items.every((item) => reasons[item.locale]), {
    error: says('say_why_to_readers'),
    path: ['reasons'],
  })
const scheduleMany = textsBody.extend({ publishAt: plannedInstant })
const moveBody = z.strictObject({ items: itemsOf(z.strictObject(known.shape)), section: sectionId, note })

type Item = z.infer<typeof known> & { locale?: Locale | undefined }

const bulk = { tag: 'workflow', answer: bulkAnswer } as const
const anItem = { id: '0r5g8k2m4n', ifMatch: '"3-9f86d081"' }
const aText = { ...anItem, locale: 'vi' }

/** What a text that goes public with others does not do by itself. */
const leavesAlone: ReadonlySet<Action> = new Set(['publish', 'schedule'])

/** One act on many articles. Each has its own result, and what is refused to one is done to the others. */
export function bulkRoutes(parts: AdminParts) {
  const { newsroom } = parts
  const { act, append, requireAlone, requireFiles } = createActing(parts)

  /**
   * In the order asked for. The second of two texts of an article knows of the first: its tag is that of the revision which
   * this request has just made.
   */
  async function each<Each extends Item>(
    c: Context<AdminEnv>,
    { action, note, items }: { action: Action; note?: string | undefined; items: readonly Each[] },
    actOn: (item: Each) => Pick<ArticleAct, 'require' | 'change'> & Pick<Act, 'note'>,
  ) {
    const doing = await act(c, action, note ? { note } : {})
    const made = new Map<string, string>()
    const results: object[] = []
    for (const [index, item] of items.entries()) {
      const { id, locale, ifMatch } = item
      const which = { id, ...(locale && { locale }) }
      const match = [made.get(`${id} ${ifMatch}`) ?? ifMatch]
      try {
        if (leavesAlone.has(action) && locale) await requireAlone(id, locale)
        if (locale) await requireFiles(action, id, locale)
        const { note: own, ...acting } = actOn(item)
        const { revision, before } = await append({
          id,
          precondition: { match, ...(locale && { part: locale }) },
          act: { ...doing, ...repeatOf(doing, index), ...(locale && { locale }), ...(own && { note: own }) },
          ...acting,
        })
        made.set(`${id} ${ifMatch}`, revisionTag(revision))
        const { number, state } = revision
        const effects = effectsOf(before, state, revision.action)
        results.push({ ...which, status: 200, revision: number, etag: revisionTag(revision), effects })
      } catch (error) {
        results.push({ ...which, ...problemOf(c, error) })
      }
    }
    return c.json({ results })
  }

  return new Hono<AdminEnv>()
    .post(
      '/submit',
      describe({ ...bulk, id: 'submitMany', example: { items: [aText] } }),
      allow('submit'),
      requireJson,
      validate('json', textsBody),
      async (c) => {
        const member = c.var.actor
        return await each(c, { action: 'submit', ...c.req.valid('json') }, ({ locale }) => ({
          require: (article) => requirePermitted(member, 'submit', article, locale),
          change: ({ article, act: { at } }) => submit(article, locale, { by: member.id, at }),
        }))
      },
    )
    .post(
      '/approve',
      describe({ ...bulk, id: 'approveMany', example: { items: [aText] } }),
      allow('approve'),
      requireJson,
      validate('json', textsBody),
      async (c) => {
        const { fourEyes } = await newsroom.settings()
        const member = c.var.actor
        return await each(c, { action: 'approve', ...c.req.valid('json') }, ({ locale }) => ({
          require: (article) => requirePermitted(member, 'approve', article, locale),
          change: ({ article, act: { at } }) => approve(article, locale, { by: member.id, at }, fourEyes),
        }))
      },
    )
    .post(
      '/publish',
      describe({ ...bulk, id: 'publishMany', example: { items: [aText] } }),
      allow('publish'),
      requireJson,
      validate('json', textsBody),
      async (c) => {
        const { sections } = await newsroom.settings()
        const member = c.var.actor
        return await each(c, { action: 'publish', ...c.req.valid('json') }, ({ locale }) => ({
          require: (article) => requirePermitted(member, 'publish', article, locale),
          change: publishing({ member, locale, sections }),
        }))
      },
    )
    .post(
      '/schedule',
      describe({
        ...{ ...bulk, id: 'scheduleMany' },
        example: { items: [aText], publishAt: '2030-01-02T07:00:00+07:00' },
      }),
      allow('schedule'),
      requireJson,
      validate('json', scheduleMany),
      async (c) => {
        const { publishAt, ...asked } = c.req.valid('json')
        const { sections } = await newsroom.settings()
        const member = c.var.actor
        return await each(c, { action: 'schedule', ...asked }, ({ locale }) => ({
          require: (article) => requirePermitted(member, 'schedule', article, locale),
          change: scheduling({ member, locale, sections, publishAt }),
        }))
      },
    )
    .post(
      '/return',
      describe({
        ...{ ...bulk, id: 'returnMany' },
        example: { items: [aText], note: 'Kiểm tra lại số liệu ở đoạn 2' },
      }),
      allow('return'),
      requireJson,
      validate('json', returnMany),
      async (c) => {
        const asked = c.req.valid('json')
        const member = c.var.actor
        return await each(c, { action: 'return', ...asked }, ({ locale }) => ({
          require: (article) => requirePermitted(member, 'return', article, locale),
          change: ({ article, act: { at } }) =>
            returnText(article, locale, { by: member.id, at }, asked.note),
        }))
      },
    )
    .post(
      '/withdraw',
      describe({
        ...{ ...bulk, id: 'withdrawMany' },
        example: { items: [aText], reasons: { vi: 'Nội dung không còn hiệu lực' } },
      }),
      allow('withdraw'),
      requireJson,
      validate('json', withdrawMany),
      async (c) => {
        const { items, reasons } = c.req.valid('json')
        const member = c.var.actor
        return await each(c, { action: 'withdraw', items }, ({ locale }) => {
          const { [locale]: reason = '' } = reasons
          return {
            note: reason,
            require: (article) => requirePermitted(member, 'withdraw', article, locale),
            change: ({ article, act }) => withdraw(article, locale, act, reason),
          }
        })
      },
    )
    .post(
      '/move',
      describe({ ...bulk, id: 'moveMany', example: { items: [anItem], section: 'news' } }),
      allow('move'),
      requireJson,
      validate('json', moveBody),
      async (c) => {
        const { section, ...asked } = c.req.valid('json')
        const settings = await newsroom.settings()
        requireKnownSection(settings, section)
        return await each(c, { action: 'move', ...asked }, () =>
          moving(c.var.actor, section, settings.sections),
        )
      },
    )
}

/** Each of many acts is known by the key of the request, and its place in it. */
function repeatOf({ repeat }: Act, index: number): Pick<Act, 'repeat'> {
  return repeat ? { repeat: { ...repeat, key: `${repeat.key} ${index}` } } : {}
}
