import * as z from 'zod'
import { monthsBetween } from '../domain/dates.ts'
import { type Action, type RevisionMeta, revisionMeta } from '../domain/revision.ts'
import { inLanes } from './batches.ts'
import { activityOf, type ChainKind, newsroomKeys, parseChain } from './keys.ts'
import type { Item, Table } from './table.ts'

/** One line of the activity: an act that made a revision, or that gave one a name. */
const activity = revisionMeta
  .pick({
    subject: true,
    number: true,
    at: true,
    actor: true,
    action: true,
    locale: true,
    note: true,
  })
  .extend({ name: z.string().optional() })
export interface Activity extends z.infer<typeof activity> {
  kind: string
  /** By which acts are sorted in time. */
  moment: string
}

/** What of a revision is read for it. */
export const activityNames = [...Object.keys(activity.shape), 'moment']

export function activityIn(item: Item): Activity {
  return { ...activity.parse(item), kind: parseChain(item.pk)[0], moment: String(item.moment) }
}

/** Lists of acts: few of all that is done in a month, and what it is looked back on by. */
const lists = {
  /** By which a text, a release or a file goes to readers, or leaves them. */
  public: [
    ...(['publish', 'publish_now', 'publish_due', 'publish_together'] as const),
    ...(['withdraw', 'withdraw_due'] as const),
  ],
  /** By which a text is handed over to be approved. */
  submitted: ['submit'],
} satisfies Record<string, readonly Action[]>
export type ActList = keyof typeof lists

const names = ['public', 'submitted'] satisfies ActList[]

/** What is in lists, or in one of them. */
export const actionsIn = (...which: readonly ActList[]): Action[] => which.flatMap((name) => lists[name])

/** The list that holds all acts of this kind; undefined where none does. */
export const listOf = (action: Action): ActList | undefined =>
  names.find((name) => lists[name].some((each) => each === action))

const listed = z.object({ kind: z.string(), ...activity.omit({ name: true }).shape })

/** How such an act stands in its list; undefined for all others. It follows from the revision, which never changes. */
function entryOf(act: Omit<Activity, 'moment'>): Item | undefined {
  const list = listOf(act.action)
  if (list === undefined) return undefined
  const { month, moment } = activityOf(act.kind, act)
  return { ...newsroomKeys.act(list, month, moment), row: listed.parse(act) }
}

export interface Between {
  from: string
  before: string
  /** How many are read first, most likely all that are wanted. */
  first?: number | undefined
}

const writtenAtOnce = 8
const readAtOnce = 1_000

/** What was done that readers see, and what was handed over: found without reading all other acts. */
export function createActs(table: Table) {
  async function put(items: readonly Item[]): Promise<void> {
    await inLanes(items, writtenAtOnce, (item) => table.put(item))
  }

  return {
    /** Lists what was done just now, where it is of those. */
    async note(kind: ChainKind, revisions: readonly RevisionMeta[]): Promise<void> {
      await put(revisions.flatMap((each) => entryOf({ ...each, kind }) ?? []))
    },

    /** The same of acts that may be listed already. */
    async keep(acts: readonly Activity[]): Promise<void> {
      const items = acts.flatMap((act) => entryOf(act) ?? [])
      const there = await table.findAll(items)
      await put(items.filter((_, index) => !there[index]))
    },

    /**
     * Those of a list from one moment until before another (UTC), or before the moment of one of them; the newest first, `first`
     * of them at once.
     */
    async *between(list: ActList, { from, before, first = readAtOnce }: Between): AsyncGenerator<Activity> {
      let until = before
      let limit = first
      for (const month of monthsBetween(from, before).reverse()) {
        const { pk } = newsroomKeys.act(list, month, '')
        for (;;) {
          const items = await table.query({ pk, after: from, before: until, newestFirst: true, limit })
          yield* items.map(({ sk, row }) => ({ ...listed.parse(row), moment: sk }))
          until = items.at(-1)?.sk ?? until
          if (items.length < limit) break
          limit = readAtOnce
        }
      }
    },
  }
}

export type Acts = ReturnType<typeof createActs>
