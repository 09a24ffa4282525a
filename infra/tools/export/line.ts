import { createHash } from 'node:crypto'
import * as z from 'zod'
import { hashOf } from '../../../functions/domain/revision.ts'
import { newsroomKeys, siteKeys } from '../../../functions/store/keys.ts'
import { pack, unpack } from '../../../functions/store/packed.ts'
import { type Item, nameOf } from '../../../functions/store/table.ts'

/**
 * One line of an export: what it is, in which version of this format, and where it belongs. An item is as its table has it,
 * but for the state of a revision, which is written out: so that an export is read without this product.
 */
const keyed = z.looseObject({ pk: z.string(), sk: z.string() })
const revision = keyed.extend({ number: z.int(), hash: z.string(), state: z.unknown() })
const v = z.literal(1)
export const exportLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin'), v, counts: z.record(z.string(), z.int()) }),
  /** An act and the state after it: the truth. */
  z.strictObject({ kind: z.literal('revision'), v, item: revision }),
  /** What stands beside the chains: rows of lists, names, what is planned, what finds what. */
  z.strictObject({ kind: z.literal('beside'), v, item: keyed }),
  /** How often an article was read: counted, and as readers see it. */
  z.strictObject({ kind: z.literal('views'), v, item: keyed.extend({ views: z.number() }) }),
  /** When: an article day by day in a month, and what a month came to. */
  z.strictObject({ kind: z.literal('readers'), v, item: keyed.extend({ number: z.number() }) }),
  z.strictObject({ kind: z.literal('shown-views'), v, item: keyed.extend({ views: z.number() }) }),
  /** A file of the media library, whose bytes lie at `files/<bucket>/<key>`. */
  z.strictObject({
    kind: z.literal('file'),
    v,
    bucket: z.enum(['media', 'uploads']),
    key: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  z.strictObject({ kind: z.literal('end'), v, counts: z.record(z.string(), z.int()), sha256: z.string() }),
])
export type ExportLine = z.infer<typeof exportLine>
export type FileLine = Extract<ExportLine, { kind: 'file' }>

export const isRevision = ({ sk }: { sk: string }) => sk.startsWith(newsroomKeys.revisionPrefix)

/**
 * What somebody typed and did not save is theirs alone; when they were here last, what they have open, and how far a publisher has come, is no
 * part of what was written.
 */
const leftOut = [
  newsroomKeys.workingCopy('', '', '').pk,
  newsroomKeys.workingCard('', '', '').pk,
  newsroomKeys.presence('', '', '').pk,
  newsroomKeys.staffSeen('').pk,
  newsroomKeys.repaired.pk,
]
export const isLeftOut = ({ pk }: { pk: string }) => leftOut.some((each) => pk.startsWith(each))

/** Names in one order, so that the same item is the same line. */
const inOrder = (item: object) =>
  Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))

export function lineOf(item: Item): string {
  const line = isRevision(item)
    ? { kind: 'revision', v: 1, item: { ...inOrder(item), state: unpack(item.state) } }
    : { kind: 'beside', v: 1, item: inOrder(item) }
  return JSON.stringify(line)
}

export const viewsLine = (kind: 'views' | 'shown-views', item: Item) =>
  JSON.stringify({ kind, v: 1, item: inOrder(item) })

/** What is packed is written out, as of revisions. */
export const readersLine = ({ packed, ...item }: Item) =>
  JSON.stringify({
    kind: 'readers',
    v: 1,
    item: inOrder({ ...item, ...(packed !== undefined && { sum: unpack(packed) }) }),
  })

/** Such an item as its table keeps it. */
export function readersItem({ item: { sum, ...item } }: Extract<ExportLine, { kind: 'readers' }>): Item {
  return { ...item, ...(sum !== undefined && { packed: pack(sum) }) }
}

/** Whether it tells when articles were read. */
export const isReaders = ({ pk }: { pk: string }) =>
  [siteKeys.articleMonth('', '').pk, siteKeys.readers('').pk].some((each) => pk.startsWith(each))

/** An item as its table keeps it. */
export function itemOf(line: ExportLine): Item | undefined {
  if (line.kind === 'revision') return { ...line.item, state: pack(line.item.state) }
  return line.kind === 'beside' ? { ...line.item } : undefined
}

/** Why a line cannot be taken: a revision says by its own hash that it was changed. */
export function faultOf(line: ExportLine): string | undefined {
  if (line.kind !== 'revision') return undefined
  const { pk: _, sk: __, month: ___, moment: ____, ...hashed } = line.item
  return hashOf(hashed) === line.item.hash
    ? undefined
    : `${nameOf(line.item).replace('\n', ' ')} was changed: what it holds has another hash`
}

export const sha256 = () => createHash('sha256')
