import * as z from 'zod'
import { day } from '../../domain/date-schemas.ts'
import { dayBounds } from '../../domain/dates.ts'
import { wrongFields } from '../../domain/errors.ts'
import { mediaKind } from '../../domain/library/file.ts'
import { mediaStatus } from '../../domain/library/library.ts'
import { defaultLocale } from '../../domain/locale.ts'
import { locale } from '../../domain/locale-schemas.ts'
import { refusal } from '../../domain/rules.ts'
import { fold } from '../../domain/text.ts'
import { line } from '../../domain/text-schemas.ts'
import type { MediaLibrary } from '../../store/media.ts'
import { isUndescribed, mediaLists } from '../../store/media-lists.ts'
import type { MediaRow } from '../../store/media-row.ts'
import { mostRead } from '../../store/rows.ts'
import { someIds } from '../list-query.ts'
import type { MediaUses } from './uses.ts'

export const mediaQuery = z.strictObject({
  /** Whatever has become of them. */
  ids: someIds.optional(),
  kind: mediaKind.optional(),
  status: mediaStatus.optional(),
  /** SHA-256 of the bytes, hex: whether they are there already. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .optional(),
  /** Part of the name, of what it shows or of whose it is; case and marks do not count. */
  text: line(100).optional(),
  /** Who uploaded it, by their principal. */
  by: line(200).optional(),
  /** Of the upload; days of Vietnam. */
  from: day.optional(),
  to: day.optional(),
  /** Pixels that a picture or a film is wide, at least. */
  minWidth: z.coerce.number().int().min(1).max(100_000).optional(),
  /** Pictures of which nobody has said in this language what they show. */
  undescribed: locale.optional(),
  /** Only what no article names, in what is public or in what was written last. */
  unused: z.enum(['true']).optional(),
  /** By the last change, by the upload, or by name (the last two of at most 2,000). */
  sort: z.enum(['-updated', 'updated', '-created', 'name']).default('-updated'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})
export type WantedMedia = z.infer<typeof mediaQuery>

const widthOf = ({ file }: MediaRow) => (file && 'width' in file ? file.width : 0)

function hasStatus({ status }: MediaRow, wanted: WantedMedia): boolean {
  if (wanted.status) return status === wanted.status
  // What never came is of no use to anybody but the one who is about to send it.
  return wanted.ids !== undefined || (status !== 'waiting' && status !== 'removed')
}

/** What a row says itself; whether any article uses the file, it does not. */
function isWanted(row: MediaRow, wanted: WantedMedia): boolean {
  const { kind, digest, text, by, from, to, minWidth, undescribed } = wanted
  return (
    hasStatus(row, wanted) &&
    (kind === undefined || row.kind === kind) &&
    (digest === undefined || row.digest === digest) &&
    (text === undefined || fold(JSON.stringify([row.name, row.description])).includes(fold(text))) &&
    (by === undefined || row.createdBy === by) &&
    (from === undefined || row.createdAt >= dayBounds(from).from) &&
    (to === undefined || row.createdAt < dayBounds(to).to) &&
    (minWidth === undefined || widthOf(row) >= minWidth) &&
    (undescribed === undefined || isUndescribed(row, undescribed))
  )
}

/** Where to look for what is wanted: in the shortest list that holds all of it. */
function listsFor(
  { status, digest, undescribed, by, kind, unused }: WantedMedia,
  isWhole: boolean,
): string[] | undefined {
  // What is on its way, or gone, stands in no other list than that of all.
  if (status === 'waiting' || status === 'removed') return undefined
  if (unused && isWhole) return [mediaLists.unused]
  if (digest !== undefined) return [mediaLists.bytes(digest)]
  if (status === 'withdrawn' && isWhole) return [mediaLists.withdrawn]
  // What was withdrawn waits for no words.
  if (undescribed !== undefined && status === 'ready') return [mediaLists.undescribed(undescribed)]
  if (by !== undefined) return [mediaLists.by(by)]
  return kind && [mediaLists.kind(kind)]
}

interface Found {
  rows: MediaRow[]
  next?: string | undefined
}

/** Where a row stands in a list by the last change. */
const placeOf = ({ updatedAt, id }: MediaRow) => `${updatedAt}#${id}`

/** Files are asked one by one who uses them: a page is filled from at most this many. */
const mostAsked = 500

/** A page of those that nobody uses, of rows that do not say so, filled however few of the files these are. */
async function listUnused(
  read: (cursor: string | undefined) => Promise<Found>,
  { uses, wanted }: { uses: MediaUses; wanted: WantedMedia },
): Promise<Found> {
  const { limit, cursor: begin } = wanted
  const rows: MediaRow[] = []
  let cursor = begin
  for (let asked = 0; asked < mostAsked; ) {
    const { rows: some, next } = await read(cursor)
    const unused = new Set(await uses.withoutUse(some))
    for (const row of some) {
      // One more than asked for tells that there is a next page.
      if (unused.has(row) && rows.length === limit) return { rows, next: cursor }
      cursor = placeOf(row)
      if (unused.has(row)) rows.push(row)
    }
    if (next === undefined) return { rows }
    asked += Math.max(1, some.length)
    cursor = next
  }
  return { rows, next: cursor }
}

/** In an order in which the list is not kept: where that is not too much to be read at once. */
async function listSorted(
  read: (limit: number) => Promise<Found>,
  { sort, limit, cursor }: WantedMedia,
): Promise<Found> {
  const { rows, next } = await read(mostRead)
  if (next !== undefined) {
    throw wrongFields([{ field: 'sort', message: refusal('too_many_files_to_sort', { max: mostRead }) }])
  }
  const { compare } = new Intl.Collator(defaultLocale, { numeric: true })
  const sorted = rows.toSorted((a, b) =>
    sort === 'name'
      ? compare(a.name, b.name) || compare(a.id, b.id)
      : compare(b.createdAt, a.createdAt) || compare(a.id, b.id),
  )
  const start = Number(/^\d{1,4}$/u.exec(cursor ?? '')?.[0] ?? 0)
  const end = start + limit
  return { rows: sorted.slice(start, end), ...(end < sorted.length && { next: String(end) }) }
}

/** The list in which files stand in the order of their upload, so that no more is read than is shown, if there is one. */
function listByUpload(wanted: WantedMedia, isWhole: boolean): string | undefined {
  const { sort, status, digest, undescribed, by, kind, unused } = wanted
  if (sort !== '-created' || !isWhole || status === 'waiting' || status === 'removed') return undefined
  if (unused) return mediaLists.unusedByUpload
  return status === 'withdrawn' || digest || undescribed || by || kind ? undefined : mediaLists.created
}

/** One page of the files that are wanted. `isWhole`: whether every file stands in all the lists that there are. */
export async function findMedia(
  media: MediaLibrary,
  uses: MediaUses,
  wanted: WantedMedia,
  isWhole: boolean,
): Promise<Found> {
  const { ids, unused, sort, limit, cursor, from, to } = wanted
  // Rows of older code do not say how many articles name a file: those are asked.
  const isAsked = unused !== undefined && !isWhole
  const keep = (row: MediaRow) =>
    isWanted(row, wanted) && (unused === undefined || isAsked || row.usedIn === 0)
  if (ids) {
    const rows = (await media.findRows(ids)).flatMap((row) => (row && keep(row) ? [row] : []))
    return { rows: isAsked ? await uses.withoutUse(rows) : rows }
  }
  const byUpload = listByUpload(wanted, isWhole)
  // Nothing was changed before it was uploaded.
  const since = from && dayBounds(from).from
  const where =
    byUpload === undefined
      ? { lists: listsFor(wanted, isWhole), from: since }
      : { lists: [byUpload], from: since, to: to && dayBounds(to).to }
  if (sort === 'name' || (sort === '-created' && byUpload === undefined))
    return await listSorted(async (most) => {
      const found = await media.list({ limit: most, ...where }, keep)
      return isAsked ? { ...found, rows: await uses.withoutUse(found.rows) } : found
    }, wanted)
  const page = { limit, oldestFirst: sort === 'updated', ...where }
  return isAsked
    ? await listUnused((after) => media.list({ ...page, cursor: after }, keep), { uses, wanted })
    : await media.list({ ...page, cursor }, keep)
}
