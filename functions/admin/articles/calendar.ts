import { Hono } from 'hono'
import * as z from 'zod'
import { isLate } from '../../domain/article/schedule.ts'
import { day } from '../../domain/date-schemas.ts'
import { dayBounds, monthOf } from '../../domain/dates.ts'
import { wrongFields } from '../../domain/errors.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { unreadyIn } from '../../domain/release/readiness.ts'
import type { Action } from '../../domain/revision.ts'
import { refusal, says } from '../../domain/rules.ts'
import { validate } from '../../http/validate.ts'
import type { ArticleRow } from '../../store/article-row.ts'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { calendarAnswer } from './answers.ts'

const mostDays = 92
/** Entries of one answer, and what is looked at for it. */
const mostEntries = 1_000
const mostRead = 5_000

const calendarQuery = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    error: says('dates_together'),
    path: ['to'],
  })
  .refine(({ from = '', to = '' }) => from <= to, { error: says('before_from'), path: ['to'] })
  .refine(
    ({ from = '', to = '' }) => Date.parse(to || '0') - Date.parse(from || '0') < mostDays * 86_400_000,
    {
      error: says('too_many_days', { max: mostDays }),
      path: ['to'],
    },
  )

/** One line of the calendar: what is planned, or what happened. */
interface Entry {
  at: string
  state: 'planned' | 'late' | 'done'
  act: 'publish' | 'withdraw'
  id: string
  locale: Locale
  by?: string
}

/** Whether somebody made an article, or wrote one language of it last. */
function isOwn({ createdBy, translations }: ArticleRow, locale: Locale, person: string): boolean {
  return createdBy === person || translations[locale]?.editedBy === person
}

/** Acts by which a text goes public by itself, or leaves: those that went together are one line, that of their release. */
const shown = {
  publish: 'publish',
  publish_now: 'publish',
  publish_due: 'publish',
  withdraw: 'withdraw',
  withdraw_due: 'withdraw',
} satisfies Partial<Record<Action, Entry['act']>>
const isShown = (action: Action): action is keyof typeof shown => action in shown

/** What is planned and what went public, day by day. Days are those of Vietnam. */
export function calendarRoutes({ newsroom, now = () => new Date() }: AdminParts) {
  const { articles } = newsroom

  /** Entries of the schedule that still stand: an article's row tells what of it was cancelled or moved. */
  async function planned(from: string, to: string): Promise<Entry[]> {
    const entries = await articles.schedule.between(from, to, mostRead)
    const rows = await rowsOf(entries.map(({ id }) => id))
    return entries.flatMap(({ id, locale, act, due }): Entry[] => {
      const { publishAt, unpublishAt } = rows.get(id)?.translations[locale] ?? {}
      if (due !== (act === 'publish' ? publishAt : unpublishAt)) return []
      return [{ at: due, state: isLate({ due }, now()) ? 'late' : 'planned', act, id, locale }]
    })
  }

  /** What went public or left, and which releases did. */
  async function happened(from: string, to: string) {
    const entries: Entry[] = []
    const together: string[] = []
    let read = 0
    for await (const each of newsroom.listedActs('public', { from, before: to })) {
      const { kind, action, locale, subject, at, actor } = each
      const act = isShown(action) ? shown[action] : undefined
      if (kind === 'ARTICLE' && act && locale) {
        entries.push({ at, state: 'done', act, id: subject, locale, by: actor.name })
      }
      if (kind === 'RELEASE' && act) together.push(subject)
      read += 1
      if (read === mostRead) throw tooMuch()
    }
    return { entries, together }
  }

  /** Texts that go public together, or went: one line of the calendar each, with all of them. */
  async function releasesIn(from: string, to: string, together: readonly string[], person: string) {
    const { releases } = newsroom
    const [ahead, gone, { sections }] = await Promise.all([
      releases.planned(mostEntries, from, to),
      releases.rows(together),
      newsroom.settings(),
    ])
    const rows = [...ahead, ...gone.filter(({ published }) => published)]
    const ids = rows.flatMap(({ members }) => members.map(({ article }) => article))
    const of = await rowsOf(ids)
    return rows.map(({ id, name, etag, members, planned, published, createdBy }) => {
      const at = published?.at ?? planned?.publishAt ?? ''
      const state = published ? ('done' as const) : isLate({ due: at }, now()) ? ('late' as const) : 'planned'
      const missing = published ? 0 : unreadyIn({ members }, of, sections).length
      const texts = members.map(({ article, locale }) => {
        const row = of.get(article)
        const title = row?.translations[locale]?.title
        return { id: article, locale, ...(title && { title }), ...(row && { section: row.section }) }
      })
      const mine =
        createdBy === person ||
        members.some(({ article, locale }) => {
          const row = of.get(article)
          return row !== undefined && isOwn(row, locale, person)
        })
      return { id, name, etag, at, state, missing, texts, ...(mine && { mine }) }
    })
  }

  /** Articles that are to be looked at again, by their days. */
  async function looks(from: string, to: string, person: string) {
    const rows = await articles.toLookAtAgain(from, to, mostEntries)
    return rows.flatMap(({ id, section, createdBy, lookAgain, translations }) => {
      if (!lookAgain || lookAgain.on < from || lookAgain.on > to) return []
      const locale = locales.find((each) => translations[each])
      const title = locale && translations[locale]?.title
      const mine = createdBy === person || lookAgain.by === person
      return [{ ...lookAgain, id, section, ...(locale && { locale, title }), ...(mine && { mine }) }]
    })
  }

  /** What is to be written on these days, and is no text yet. */
  async function slots(from: string, to: string, person: string) {
    const rows = await newsroom.slots.between(from, to, mostEntries)
    return rows.map(({ article: _, dropped: __, ...row }) => {
      const mine = row.createdBy === person || row.who === person
      return { ...row, ...(mine && { mine }) }
    })
  }

  async function rowsOf(ids: readonly string[]): Promise<Map<string, ArticleRow>> {
    const unique = [...new Set(ids)]
    const rows = await articles.findRows(unique)
    return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])))
  }

  return new Hono<AdminEnv>().get(
    '/',
    describe({ id: 'readCalendar', tag: 'workflow', answer: calendarAnswer }),
    allow('read'),
    validate('query', calendarQuery),
    async (c) => {
      const month = monthOf(now().toISOString())
      const { from = `${month}-01`, to = lastDayOf(month) } = c.req.valid('query')
      const start = dayBounds(from).from
      const end = dayBounds(to).to
      const me = c.var.actor.id
      const [due, { entries: over, together }] = await Promise.all([
        planned(start, end),
        happened(start, end),
      ])
      const entries = [...due, ...over]
      if (entries.length > mostEntries) throw tooMuch()
      const [rows, toWrite, toLookAt, releases] = await Promise.all([
        rowsOf(entries.map(({ id }) => id)),
        slots(from, to, me),
        looks(from, to, me),
        releasesIn(start, end, together, me),
      ])
      return c.json({
        from,
        to,
        slots: toWrite,
        looks: toLookAt,
        releases: releases.filter(({ at }) => at < end),
        entries: entries
          .filter(({ at }) => at < end)
          .sort((a, b) => (a.at < b.at ? -1 : 1))
          .map((entry) => {
            const row = rows.get(entry.id)
            const mine = row && isOwn(row, entry.locale, me)
            const { title } = row?.translations[entry.locale] ?? {}
            return { ...entry, title, section: row?.section, ...(mine && { mine }) }
          }),
      })
    },
  )
}

function tooMuch() {
  return wrongFields([{ field: 'to', message: refusal('too_many_entries', { max: mostEntries }) }])
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}
