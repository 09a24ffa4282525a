import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { status } from '../domain/article/status-schema.ts'
import { locale } from '../domain/locale-schemas.ts'
import { inLanes } from './batches.ts'
import { unlessRefused } from './condition.ts'
import { type ChainKind, deskIndex, newsroomKeys } from './keys.ts'
import { rowIn } from './rows.ts'
import { asStored, type Item, type Table } from './table.ts'

/** What of a subject is the reason why it stands in a list. */
const reason = z.object({
  locale,
  state: z.enum([...status.options, 'returned']).optional(),
  /** When it is due, UTC. */
  due: z.string().optional(),
})
export type Reason = z.infer<typeof reason>

/** What is told of a subject without reading its row: enough to count it, and to pass over those of other sections. */
const listed = z.object({ id: z.string(), section: z.string(), texts: z.array(reason) })
export type ListedEntry = z.infer<typeof listed>

/** That a subject stands in `list`, where it is sorted by `at` (UTC). There is one entry of each name. */
export interface Entry {
  name: string
  list: string
  at: string
  row: ListedEntry
  /** Whether the entry holds the whole row, so that the list is shown by one question. @default false */
  isShown?: boolean
}

function withoutNumber(item: Item | undefined) {
  if (!item) return undefined
  const { number: _, ...rest } = item
  return rest
}

/** Whether an entry stands as it should. */
const isKept = (wanted: Item, kept: Item | undefined) =>
  isDeepStrictEqual(withoutNumber(kept), withoutNumber(wanted))

/** Entries of a subject that are written at once. */
const writtenAtOnce = 8

/** What is read of an entry beside its keys, where its row is not asked for. */
const told = ['updated', 'row']

/** How often entries are looked at again while others write rows of the same subject. */
const attempts = 5

interface EntriesOptions<Row> {
  table: Table
  kind: ChainKind
  schema: z.ZodType<Row>
  entriesOf: (row: Row) => Entry[]
}

/**
 * Lists beside that of all subjects, for what few of them are: each subject has an item for each list that it stands in, or
 * once did, which the index shows only as long as it does. They follow from the row, and are made again with it.
 */
export function createEntries<Row>({ table, kind, schema, entriesOf }: EntriesOptions<Row>) {
  function wantedBy(subject: string, item: Item): Item[] {
    return entriesOf(schema.parse(rowIn(item))).map(({ name, list, at, row, isShown }) =>
      asStored({
        ...newsroomKeys.entry(kind, subject, name),
        number: Number(item.number),
        desk: newsroomKeys.list(kind, list),
        updated: `${at}#${subject}`,
        row,
        ...(isShown && { shown: rowIn(item) }),
      }),
    )
  }

  /** Entries that do not stand as the row says: those to be written, and those that are to leave their list. */
  function changesOf(subject: string, items: readonly Item[]): Item[] {
    const row = items.find(({ sk }) => sk === newsroomKeys.row(kind, subject).sk)
    if (!row) return []
    const wanted = wantedBy(subject, row)
    const kept = new Map(items.map((item) => [item.sk, item]))
    const names = new Set(wanted.map(({ sk }) => sk))
    const gone = items.filter(({ sk, desk }) => sk !== row.sk && desk !== undefined && !names.has(sk))
    return [
      ...wanted.filter((item) => !isKept(item, kept.get(item.sk))),
      ...gone.map(({ pk, sk }) => ({ pk, sk, number: Number(row.number) })),
    ]
  }

  return {
    /** The entries of a subject whose row is this item, as they are stored. */
    wantedBy,

    isKept,

    /**
     * Makes the entries of a subject follow from its row. They are looked at again after writing: somebody may have written
     * a newer row meanwhile. `known`: the row and its entries, where somebody has just read them.
     */
    async follow(subject: string, known?: readonly Item[]): Promise<void> {
      const { pk, sk } = newsroomKeys.row(kind, subject)
      let items = known
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const changes = changesOf(subject, items ?? (await table.query({ pk, prefix: sk })))
        items = undefined
        if (changes.length === 0) return
        await inLanes(changes, writtenAtOnce, (item) =>
          unlessRefused(table.put(item, { ifNumberBelow: Number(item.number) + 1 })),
        )
      }
    },

    /** Entries of a list, those that stand there longest first, read at most `pages` times `limit`. */
    async in(
      list: string,
      {
        limit,
        pages = 1,
        isWanted = () => true,
      }: { limit: number; pages?: number; isWanted?: (entry: ListedEntry) => boolean },
    ): Promise<ListedEntry[]> {
      const found: ListedEntry[] = []
      let after: string | undefined
      for (let page = 0; page < pages && found.length < limit; page += 1) {
        const pk = newsroomKeys.list(kind, list)
        const range = { pk, index: deskIndex, limit, only: told, ...(after && { after }) }
        const items = await table.query(range)
        found.push(...items.map((item) => listed.parse(item.row)).filter(isWanted))
        if (items.length < limit) break
        after = String(items.at(-1)?.updated)
      }
      return found
    },

    /** The entries of a list that stand there since last, with their moment: newest first. */
    async newest(list: string, limit: number): Promise<{ at: string; row: ListedEntry }[]> {
      const pk = newsroomKeys.list(kind, list)
      const range = { pk, index: deskIndex, limit, newestFirst: true, only: told }
      const items = await table.query(range)
      return items.map(({ updated, row }) => ({
        at: String(updated).split('#', 1)[0] ?? '',
        row: listed.parse(row),
      }))
    },
  }
}
