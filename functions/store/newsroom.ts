import * as z from 'zod'
import { type Article, article } from '../domain/article.ts'
import { articleId } from '../domain/article-fields.ts'
import { instant } from '../domain/dates.ts'
import { locale, locales } from '../domain/locale.ts'
import { type Actor, actor, type Revision } from '../domain/revision.ts'
import { defaultSettings, type Settings, sectionId, settings } from '../domain/settings.ts'
import { createChain, type Precondition } from './chain.ts'
import { activityIndex, deskIndex, newsroomKeys, parseChain } from './keys.ts'
import { ConditionFailed, type Item, type Table } from './table.ts'

/** An article in the editors' lists. */
const deskRow = z.object({
  id: articleId,
  number: z.int(),
  section: sectionId,
  updatedAt: instant,
  updatedBy: z.string(),
  translations: z.partialRecord(
    locale,
    z.object({ title: z.string(), status: z.string(), live: z.boolean(), publishedAt: instant.optional() }),
  ),
})
export type DeskRow = z.infer<typeof deskRow>

function deskRowOf({ subject, number, at, actor, state }: Revision<Article>): DeskRow {
  const rows = locales.flatMap((each) => {
    const text = state.translations[each]
    if (!text) return []
    const { title, status, live, publishedAt } = text
    return [[each, { title, status, live: live !== undefined, ...(publishedAt && { publishedAt }) }]]
  })
  return deskRow.parse({
    id: subject,
    number,
    section: state.section,
    updatedAt: at,
    updatedBy: actor.name,
    translations: Object.fromEntries(rows),
  })
}

const siteSubject = 'site'

/** An act in the newsroom, as the activity index lists it. `moment` sorts them in time. */
export interface Activity {
  kind: string
  subject: string
  number: number
  moment: string
}

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

  return {
    articles: {
      ...articles,

      async revise(id: string, precondition: Precondition, change: Parameters<typeof articles.revise>[2]) {
        const revision = await articles.revise(id, precondition, change)
        // What was committed is not refused any more: the publisher writes the row again in any case.
        await saveDeskRow(revision).catch(() => undefined)
        return revision
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
    async findStaff(principal: string): Promise<Actor | undefined> {
      const item = await table.find(newsroomKeys.staff(principal))
      return item && actor.parse(item)
    },

    async saveStaff(member: Actor): Promise<void> {
      await table.put({ ...newsroomKeys.staff(member.id), ...member })
    },

    /** What happened in one month (`2026-11`, UTC) after a moment, oldest first. */
    async activity(month: string, after?: string): Promise<Activity[]> {
      const items = await table.query({ pk: month, index: activityIndex, ...(after && { after }) })
      return items.map(activityOf)
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

function activityOf({ pk, number, moment }: Item): Activity {
  const [kind, subject] = parseChain(pk)
  return { kind, subject, number: Number(number), moment: String(moment) }
}
