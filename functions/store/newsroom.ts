import * as z from 'zod'
import { type Article, article } from '../domain/article.ts'
import { articleId } from '../domain/article-fields.ts'
import { instant } from '../domain/dates.ts'
import { AppError } from '../domain/errors.ts'
import { locale, locales } from '../domain/locale.ts'
import { type Member, member } from '../domain/permissions.ts'
import { type Act, type Revision, type RevisionMeta, revisionMeta } from '../domain/revision.ts'
import { defaultSettings, type Settings, sectionId, settings } from '../domain/settings.ts'
import { createChain, type Precondition } from './chain.ts'
import { activityIndex, activityOf, deskIndex, newsroomKeys, parseChain } from './keys.ts'
import { ConditionFailed, type Item, type Table } from './table.ts'

/** An article in the editors' lists. */
const deskRow = z.object({
  id: articleId,
  number: z.int(),
  /** Hash of the last revision: it tells when the end of a chain was taken away or written anew. */
  head: z.string().optional(),
  section: sectionId,
  updatedAt: instant,
  updatedBy: z.string(),
  translations: z.partialRecord(
    locale,
    z.object({ title: z.string(), status: z.string(), live: z.boolean(), publishedAt: instant.optional() }),
  ),
})
export type DeskRow = z.infer<typeof deskRow>

function deskRowOf({ subject, number, hash, at, actor, state }: Revision<Article>): DeskRow {
  const rows = locales.flatMap((each) => {
    const text = state.translations[each]
    if (!text) return []
    const { title, status, live, publishedAt } = text
    return [[each, { title, status, live: live !== undefined, ...(publishedAt && { publishedAt }) }]]
  })
  return deskRow.parse({
    id: subject,
    number,
    head: hash,
    section: state.section,
    updatedAt: at,
    updatedBy: actor.name,
    translations: Object.fromEntries(rows),
  })
}

const siteSubject = 'site'

/** Names that one revision may have been given. */
const mostNames = 20

/** An act in the newsroom, as the activity index lists it. `moment` sorts them in time. */
export interface Activity {
  kind: string
  subject: string
  number: number
  moment: string
}

/** A name that someone gave to a revision. Later ones do not replace it. */
const naming = revisionMeta.pick({ number: true, at: true, actor: true }).extend({ name: z.string() })
export type Naming = z.infer<typeof naming>

/** One line of the activity: an act that made a revision, or that gave one a name. */
const deed = revisionMeta
  .pick({ subject: true, number: true, at: true, actor: true, action: true, locale: true, note: true })
  .extend({ name: z.string().optional() })
export type Deed = z.infer<typeof deed> & { kind: string; moment: string }

/** The truth: what editors wrote and did. Only the editors' door and the publisher have it. */
export function createNewsroom(table: Table) {
  const articles = createChain<Article>({ table, kind: 'ARTICLE', schema: article })
  const site = createChain<Settings>({ table, kind: 'SETTINGS', schema: settings })

  /** Keeps the editors' list in step; a row of an older revision never replaces that of a newer one. */
  async function saveDeskRow(revision: Revision<Article>): Promise<void> {
    const row = deskRowOf(revision)
    const keys = { ...newsroomKeys.desk(row.id), desk: 'ARTICLE', updated: `${row.updatedAt}#${row.id}` }
    try {
      await table.put({ ...keys, ...row }, { ifNumberBelow: row.number })
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }

  async function namesOf(id: string, number?: number): Promise<Naming[]> {
    const items = await table.query({
      pk: newsroomKeys.chain('ARTICLE', id),
      prefix: newsroomKeys.names(number),
    })
    return items.map((item) => naming.parse(item))
  }

  return {
    articles: {
      ...articles,

      async revise(...asked: Parameters<typeof articles.revise>) {
        const revision = await articles.revise(...asked)
        // What was committed is not refused any more: the publisher writes the row again in any case.
        await saveDeskRow(revision).catch(() => undefined)
        return revision
      },

      /** What happened to an article, oldest first, with the names that its revisions were given. */
      async history(id: string): Promise<(RevisionMeta & { names: Naming[] })[]> {
        const [revisions, names] = await Promise.all([articles.history(id), namesOf(id)])
        return revisions.map((each) => ({
          ...each,
          names: names.filter(({ number }) => number === each.number),
        }))
      },

      /** Gives a name to a revision, beside those it has; the name that it has already stays as it is. */
      async name({ subject, number, hash }: RevisionMeta, name: string, act: Act): Promise<Naming> {
        const given = await namesOf(subject, number)
        const last = given.at(-1)
        if (last?.name === name) return last
        if (given.length >= mostNames) {
          throw new AppError(
            'conflict',
            `revision ${number} has ${given.length} names, the most that it may have`,
          )
        }
        const { at, requestId = crypto.randomUUID() } = act
        const { month, moment } = activityOf('ARTICLE', { subject, number, at })
        await table.put({
          ...newsroomKeys.name(subject, number, `${at}#${requestId}`),
          ...{ subject, number, hash, name, ...act },
          ...{ month, moment: `${moment}#${requestId}` },
        })
        return naming.parse({ number, name, ...act })
      },
    },

    saveDeskRow,

    /** The editors' list, the last changed first. `cursor` is the `next` of the page before. */
    async list({ limit, cursor }: { limit: number; cursor?: string | undefined }) {
      const items = await table.query({
        pk: 'ARTICLE',
        index: deskIndex,
        newestFirst: true,
        limit: limit + 1,
        ...(cursor && { before: cursor }),
      })
      const rows = items.slice(0, limit)
      return {
        articles: rows.map((item) => deskRow.parse(item)),
        ...(items.length > limit && { next: String(rows.at(-1)?.updated) }),
      }
    },

    /** The settings of the site; what it starts with, as long as nobody has replaced them. */
    async settings(): Promise<Settings> {
      return (await site.latest(siteSubject))?.state ?? defaultSettings
    },

    findSettings: () => site.latest(siteSubject),

    reviseSettings: (precondition: Precondition, change: Parameters<typeof site.revise>[2]) =>
      site.revise(siteSubject, precondition, change),

    /** Who a signed caller is; `principal` is the id that IAM gives it. */
    async findStaff(principal: string): Promise<Member | undefined> {
      const item = await table.find(newsroomKeys.staff(principal))
      return item && member.parse(item)
    },

    async saveStaff(who: Member): Promise<void> {
      await table.put({ ...newsroomKeys.staff(who.id), ...who })
    },

    /** The revisions of one month (`2026-11`, UTC) after a moment, oldest first. */
    async activity(month: string, after?: string): Promise<Activity[]> {
      const items = await table.query({ pk: month, index: activityIndex, ...(after && { after }) })
      return items.filter(({ sk }) => sk.startsWith(newsroomKeys.revisionPrefix)).map(listed)
    },

    /** What was done in one month (UTC) between two moments, neither of them included, newest first. */
    async deeds(month: string, range: { after: string; before: string; limit: number }): Promise<Deed[]> {
      const items = await table.query({ pk: month, index: activityIndex, newestFirst: true, ...range })
      return items.map((item) => ({ ...deed.parse(item), ...listed(item) }))
    },

    /** Ids of all articles there ever were. Reads the whole table. */
    async *articleIds(): AsyncGenerator<string> {
      for await (const { pk } of table.scan(newsroomKeys.revision('', 1).sk)) {
        const [kind, subject] = parseChain(pk)
        if (kind === 'ARTICLE') yield subject
      }
    },

    /** Up to which moment the publisher has verified that the site shows what the chain says. */
    async repairedUntil(): Promise<string | undefined> {
      const item = await table.find(newsroomKeys.repaired)
      return item && String(item.until)
    },

    async saveRepairedUntil(until: string): Promise<void> {
      await table.put({ ...newsroomKeys.repaired, until })
    },
  }
}

export type Newsroom = ReturnType<typeof createNewsroom>

function listed({ pk, number, moment }: Item): Activity {
  const [kind, subject] = parseChain(pk)
  return { kind, subject, number: Number(number), moment: String(moment) }
}
