import * as z from 'zod'
import { inLanes } from './batches.ts'
import { unlessRefused } from './condition.ts'
import { newsroomKeys } from './keys.ts'
import type { Table } from './table.ts'

/** Articles of one file that are counted: beyond it nobody counts. */
export const mostUses = 100
/** Files that are counted at once. */
const countedAtOnce = 8

/** Files of the library that an article names, in what was written last or in what readers see. */
export interface Naming {
  id: string
  /** Of the revision that says so. */
  number: number
  files: readonly string[]
}

/** `uncounted`: of which files it is not counted yet that they are named here, or are no more. */
const named = z.object({ files: z.array(z.string()), uncounted: z.array(z.string()).optional() })
type Named = z.infer<typeof named>

/** Those that are in one of two lists alone. */
function differenceOf(some: readonly string[], others: readonly string[]): string[] {
  return [...some.filter((each) => !others.includes(each)), ...others.filter((each) => !some.includes(each))]
}

/**
 * Which files each article names now, beside its chain: of what is public that stands in older revisions, so that nobody who
 * counts has to read those. The publisher alone writes it, after the revision that it is about.
 */
export function createNamedFiles(table: Table) {
  async function findAll(
    articles: readonly string[],
  ): Promise<({ number: number; row: Named } | undefined)[]> {
    const items = await table.findAll(articles.map(newsroomKeys.namedFiles))
    return items.map((item) => item && { number: Number(item.number), row: named.parse(item.row) })
  }

  const save = (id: string, number: number, row: Named) =>
    unlessRefused(table.put({ ...newsroomKeys.namedFiles(id), number, row }, { ifNumberBelow: number + 1 }))

  return {
    /** How many articles name a file, `mostUses` at most. */
    async count(file: string): Promise<number> {
      const { pk } = newsroomKeys.mediaUse(file, '')
      let count = 0
      for (let after: string | undefined; ; ) {
        const noted = await table.query({ pk, limit: mostUses, ...(after && { after }) })
        const naming = await findAll(noted.map(({ sk }) => sk))
        count += naming.filter((each) => each?.row.files.includes(file)).length
        if (count >= mostUses || noted.length < mostUses) return Math.min(count, mostUses)
        after = noted.at(-1)?.sk
      }
    },

    /**
     * Keeps what some articles name, and has each file counted that one of them began or ceased to name. That it is counted is
     * noted last, so that whatever ends in between is made up for by the next who comes by.
     */
    async keep(articles: readonly Naming[], count: (file: string) => Promise<unknown>): Promise<void> {
      const before = await findAll(articles.map(({ id }) => id))
      const changed = articles.flatMap(({ id, number, files }, index) => {
        const kept = before[index]
        if (kept && kept.number > number) return []
        const waiting = new Set([
          ...(kept?.row.uncounted ?? []),
          ...differenceOf(files, kept?.row.files ?? []),
        ])
        return waiting.size > 0 ? [{ id, number, files: [...files], uncounted: [...waiting] }] : []
      })
      await inLanes(changed, countedAtOnce, ({ id, number, ...row }) => save(id, number, row))
      const uncounted = new Set(changed.flatMap((each) => each.uncounted))
      await inLanes([...uncounted], countedAtOnce, count)
      await inLanes(changed, countedAtOnce, ({ id, number, files }) => save(id, number, { files }))
    },
  }
}

export type NamedFiles = ReturnType<typeof createNamedFiles>
