import * as z from 'zod'
import { articleType } from '../../domain/article/article.ts'
import { isLate } from '../../domain/article/schedule.ts'
import { statuses } from '../../domain/article/status.ts'
import { day } from '../../domain/date-schemas.ts'
import { dayBounds, dayOf } from '../../domain/dates.ts'
import { locales } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { says } from '../../domain/rules.ts'
import { sectionId } from '../../domain/settings/settings.ts'
import { tagId } from '../../domain/settings/tags.ts'
import { fold, toLatin } from '../../domain/text.ts'
import { line } from '../../domain/text-schemas.ts'
import type { ArticleRow, TextRow } from '../../store/article-row.ts'
import { someIds } from '../list-query.ts'

/** Which page of a list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** The `next` of the page before. */
  cursor: z.string().max(100).optional(),
}

/** Several of some words, divided by commas. */
const someOf = <Word extends string>(words: readonly [Word, ...Word[]]) => {
  const one = `(?:${words.join('|')})`
  return z
    .string()
    .regex(new RegExp(`^${one}(?:,${one}){0,${words.length - 1}}$`, 'u'), {
      error: says('some_of', { choices: words }),
    })
    .transform((text) => text.split(',').map((each) => z.enum(words).parse(each)))
}

/** What an article must be to be listed. What is said of a text must hold for one of them, in one language. */
export const listQuery = z.strictObject({
  ...pageQuery,
  /** Only these, in this order, on one page. */
  ids: someIds.optional(),
  type: articleType.optional(),
  section: sectionId.optional(),
  tag: tagId.optional(),
  /** Who made the article or last wrote one of its texts, by their principal; or a name of the byline. */
  author: line(200).optional(),
  /** Made by the caller, or a text of it last written by them. */
  mine: z.stringbool().optional(),
  /** Words of the article in any language (title, summary, body, byline), with or without their marks; or the article's id. */
  text: line(200).optional(),
  updatedFrom: day.optional(),
  updatedTo: day.optional(),
  locale: locale.optional(),
  status: someOf(statuses).optional(),
  publishedFrom: day.optional(),
  publishedTo: day.optional(),
  /** Went public without approval, and nobody has looked at it since. */
  unreviewed: z.stringbool().optional(),
  /** Planned for a moment that has passed. */
  late: z.stringbool().optional(),
  /** A translation whose source says something else now. */
  stale: z.stringbool().optional(),
  /** Its day to be looked at again has come. */
  lookAgain: z.stringbool().optional(),
  /** Those that were put away, which no other list shows. */
  discarded: z.stringbool().optional(),
  /**
   * By the last change (where words are asked for: the best first), by the date that readers see (of what is public), or by title
   * (of at most 2,000).
   */
  sort: z.enum(['-updated', 'updated', '-published', 'title']).default('-updated'),
})
export type Wanted = z.infer<typeof listQuery>

/** Who asks, by their principal, and when. */
export interface Asking {
  caller: string
  now: Date
}

/** Days of Vietnam, both included. */
function isWithin(at: string | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true
  if (at === undefined) return false
  return (!from || at >= dayBounds(from).from) && (!to || at < dayBounds(to).to)
}

function isOf({ createdBy, translations }: ArticleRow, principal: string): boolean {
  return [createdBy, ...Object.values(translations).map(({ editedBy }) => editedBy)].includes(principal)
}

function isWrittenBy(row: ArticleRow, author: string): boolean {
  return isOf(row, author) || row.byline.some((name) => fold(name) === fold(author))
}

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

/** Whether each word of a question is the beginning of a word of a title: `hòa` is no part of `khoảng`. */
function areIn(text: string, titles: readonly string[]): boolean {
  const there = titles.flatMap(wordsOf)
  const asked = wordsOf(text)
  return asked.length > 0 && asked.every((word) => there.some((each) => each.startsWith(word)))
}

const titlesOf = ({ translations }: ArticleRow) => Object.values(translations).map(({ title }) => title)

const written = (text: string) => text.normalize('NFC').toLowerCase()

/** Whether a row has the words that are asked for with the very accents; or is the article itself. */
export function isWritten(row: ArticleRow, text: string): boolean {
  return row.id === text || areIn(written(text), titlesOf(row).map(written))
}

/** Whether a row has the words that are asked for in its titles, with whatever accents; or is the article itself. */
export function isAbout(row: ArticleRow, text: string): boolean {
  return row.id === text || areIn(toLatin(text), titlesOf(row).map(toLatin))
}

function isLateText({ publishAt, unpublishAt }: TextRow, now: Date): boolean {
  return [publishAt, unpublishAt].some((due) => due !== undefined && isLate({ due }, now))
}

function isWantedText(text: TextRow, wanted: Wanted, now: Date): boolean {
  return (
    (!wanted.status || wanted.status.includes(text.status)) &&
    (wanted.unreviewed === undefined || (text.unreviewed !== undefined) === wanted.unreviewed) &&
    (wanted.late === undefined || isLateText(text, now) === wanted.late) &&
    (wanted.stale === undefined || (text.staleSince !== undefined) === wanted.stale) &&
    isWithin(text.publishedAt, wanted.publishedFrom, wanted.publishedTo)
  )
}

/** Whether the day has come on which an article is to be looked at again. */
export function isToLookAt({ lookAgain }: Pick<ArticleRow, 'lookAgain'>, now: Date): boolean {
  return lookAgain !== undefined && lookAgain.on <= dayOf(now.toISOString())
}

/**
 * Whether an article is met where it belongs, in lists by the date that readers see that hold it once for each of its texts: at the
 * last of the days that are asked for. `key`: its place there.
 */
export function isMet({ translations }: ArticleRow, wanted: Wanted, key: string): boolean {
  const dates = Object.values(translations).flatMap(({ live, publishedAt }) => (live && publishedAt) || [])
  const last = dates
    .filter((at) => isWithin(at, wanted.publishedFrom, wanted.publishedTo))
    .sort()
    .at(-1)
  return last !== undefined && key.startsWith(last)
}

/** Whether a row is one of those that `caller`, a principal, asks for. */
export function isWanted(row: ArticleRow, wanted: Wanted, { caller, now }: Asking): boolean {
  const texts = locales
    .filter((each) => !wanted.locale || each === wanted.locale)
    .flatMap((each) => row.translations[each] ?? [])
  return (
    (!wanted.type || row.type === wanted.type) &&
    (!wanted.section || row.section === wanted.section) &&
    (!wanted.tag || row.tags.includes(wanted.tag)) &&
    (!wanted.ids || wanted.ids.includes(row.id)) &&
    (!wanted.author || isWrittenBy(row, wanted.author)) &&
    (wanted.mine === undefined || isOf(row, caller) === wanted.mine) &&
    (!wanted.text || isAbout(row, wanted.text)) &&
    (wanted.lookAgain === undefined || isToLookAt(row, now) === wanted.lookAgain) &&
    isWithin(row.updatedAt, wanted.updatedFrom, wanted.updatedTo) &&
    texts.some((text) => isWantedText(text, wanted, now))
  )
}
