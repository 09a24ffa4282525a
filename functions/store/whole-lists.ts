import { newsroomKeys } from './keys.ts'
import type { Table } from './table.ts'

/** Of the lists that rows stand in; one more with every list that was not there before. */
const version = 2

/**
 * Whether everything stands in the lists that this code knows. A table that older code wrote is read without the new ones until
 * a rebuild has gone through all chains; what is written meanwhile stands in all of them.
 */
export function createWholeLists(table: Pick<Table, 'find' | 'put'>) {
  let isKnown = false

  return {
    /** It never ceases, so it is asked once. */
    async areWhole(): Promise<boolean> {
      isKnown ||= Number((await table.find(newsroomKeys.listed))?.version ?? 0) >= version
      return isKnown
    },

    save: (): Promise<void> => table.put({ ...newsroomKeys.listed, version }),
  }
}

export type WholeLists = ReturnType<typeof createWholeLists>
