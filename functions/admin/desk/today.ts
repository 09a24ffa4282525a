import { isLate } from '../../domain/article/schedule.ts'
import { dayOf } from '../../domain/dates.ts'
import { type Locale, perLocale } from '../../domain/locale.ts'
import { isInSections } from '../../domain/people/permissions.ts'
import { unreadyIn } from '../../domain/release/readiness.ts'
import { nameOfMember } from '../../domain/release/release.ts'
import { articleLists } from '../../store/article-lists.ts'
import type { ListedEntry, Reason } from '../../store/entries.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import { type Desk, listOf, type Waiting, waitingIn, whys } from './waiting.ts'

/** What is counted to the end; one more says that there are more. */
export const countedTo = 1_000
const mostCounted = countedTo + 1
/** How often so many entries are read where most are of sections that are not one's own. */
const mostPages = 5

const mostWaiting = 20
/** The next of them are looked at. */
const mostReleases = 50
/** How many articles are looked at for them: of one reason, and in all. */
const lookedAt = { of: 30, all: 100 }

function countTexts(
  entries: readonly ListedEntry[],
  isOne: (reason: Reason) => boolean = () => true,
): number {
  const count = entries.reduce((sum, { texts }) => sum + texts.filter(isOne).length, 0)
  return Math.min(count, mostCounted)
}

/** Lists that are counted, but do not wait for anybody. */
const alsoCounted = [
  ...(['in_review', 'approved', 'scheduled'] as const).map(articleLists.state),
  ...[articleLists.planned, articleLists.unreviewed, articleLists.stale],
]

/** Who asks, before anything is read for them. */
type Asking = Omit<Desk, 'together'>

/**
 * How many releases are planned, late, or planned and not ready: nothing of those goes public at their moment. And the texts of all
 * that are not over.
 */
async function readReleases({ releases, articles }: Newsroom, { now, settings }: Asking) {
  const [planned, preparing] = await Promise.all([
    releases.planned(mostReleases),
    releases.inState('preparing', { limit: mostReleases }),
  ])
  const ids = planned.flatMap(({ members }) => members.map(({ article }) => article))
  const rows = await articles.findRows([...new Set(ids)])
  const of = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])))
  return {
    together: new Set([...planned, ...preparing.rows].flatMap(({ members }) => members.map(nameOfMember))),
    counts: {
      planned: planned.length,
      late: planned.filter((each) => isLate({ due: each.planned?.publishAt ?? '' }, now)).length,
      unready: planned.filter((each) => unreadyIn(each, of, settings.sections).length > 0).length,
    },
  }
}

/** How many days before and after today somebody is reminded of what they are to write, how many plans of all are looked at, and how many are told. */
const reminded = { before: 90, after: 14 }
const mostPlanned = 200
const mostToWrite = 10

/** What this person is to write and has not begun, the first due first. */
async function readToWrite({ slots }: Newsroom, { me, now }: Asking) {
  const dayAfter = (days: number) => dayOf(new Date(now.getTime() + days * 86_400_000).toISOString())
  const waiting = await slots.between(dayAfter(-reminded.before), dayAfter(reminded.after), mostPlanned)
  return waiting
    .filter(({ who, section }) => who === me.id && isInSections(me, section))
    .slice(0, mostToWrite)
}

/** What is to be done today: how much of each kind there is, and what of it waits for this person first. */
export async function readToday(newsroom: Newsroom, asking: Asking) {
  const { articles } = newsroom
  const { me, now } = asking
  const open = articleLists.openOf(me.id)
  const isWanted = ({ section }: ListedEntry) => isInSections(me, section)
  const asked = whys.flatMap((why) => {
    const list = listOf(why, me)
    return list === undefined ? [] : [{ why, list }]
  })
  const names = [...new Set([open, ...alsoCounted, ...asked.map(({ list }) => list)])]
  const range = { limit: mostCounted, pages: me.sections ? mostPages : 1, isWanted }
  const [read, releases, toWrite] = await Promise.all([
    Promise.all(names.map(async (name) => [name, await articles.entriesIn(name, range)] as const)),
    readReleases(newsroom, asking),
    readToWrite(newsroom, asking),
  ])
  const { together } = releases
  const desk = { ...asking, together }
  const isTogether =
    ({ id }: ListedEntry) =>
    ({ locale }: Reason) =>
      together.has(nameOfMember({ article: id, locale }))
  const lists = new Map(read)
  const entriesOf = (name: string) => lists.get(name) ?? []
  const approved = entriesOf(articleLists.state('approved'))
  const alone = approved.filter((entry) => !entry.texts.every(isTogether(entry)))

  /** Of each reason those that have waited longest; of what one is writing, the last. */
  const candidates = asked.map(({ why, list }) => {
    const ids = (why === 'approved' ? alone : entriesOf(list)).map(({ id }) => id)
    return { why, ids: (why === 'draft' ? ids.toReversed() : ids).slice(0, lookedAt.of) }
  })
  const ids = [...new Set(candidates.flatMap((each) => each.ids))].slice(0, lookedAt.all)
  const rows = new Map((await articles.findRows(ids)).flatMap((row) => (row ? [[row.id, row] as const] : [])))
  const queue = candidates.flatMap((each) =>
    each.ids.flatMap((id): Waiting[] => {
      const row = rows.get(id)
      return row ? waitingIn(each.why, row, desk) : []
    }),
  )

  const inState = (state: Reason['state']) => (reason: Reason) => reason.state === state
  const isIn = (locale: Locale) => (reason: Reason) => reason.locale === locale
  const mine = entriesOf(open)
  return {
    counts: {
      mine: {
        draft: countTexts(mine, inState('draft')),
        in_review: countTexts(mine, inState('in_review')),
        returned: countTexts(mine, inState('returned')),
      },
      in_review: countTexts(entriesOf(articleLists.state('in_review'))),
      approved: countTexts(approved),
      together: approved.reduce((sum, entry) => sum + entry.texts.filter(isTogether(entry)).length, 0),
      scheduled: countTexts(entriesOf(articleLists.state('scheduled'))),
      late: countTexts(
        entriesOf(articleLists.planned),
        ({ due }) => due !== undefined && isLate({ due }, now),
      ),
      releases: releases.counts,
      unreviewed: countTexts(entriesOf(articleLists.unreviewed)),
      stale: perLocale((locale) => countTexts(entriesOf(articleLists.stale), isIn(locale))),
    },
    queue: queue.slice(0, mostWaiting),
    toWrite,
  }
}
