import { type Locale, locales } from '../domain/locale.ts'
import { archives } from '../domain/site/shapes.ts'
import { siteKeys } from './keys.ts'
import { unpack } from './packed.ts'
import type { Table } from './table.ts'

export interface PublicCount {
  section: string
  locale: Locale
  /** Articles that readers have, pages apart. */
  count: number
}

/** How many articles readers have: the months of each section, which the publisher counts, added up in one request. */
export function createPublicCounts(table: Pick<Table, 'findAll'>) {
  return {
    async list(): Promise<PublicCount[]> {
      const items = await table.findAll(locales.map(siteKeys.archive))
      return locales.flatMap((locale, index) => {
        const { all: _, ...sections } = archives.parse(items[index] ? unpack(items[index].packed) : {})
        return Object.entries(sections).map(([section, { months }]) => ({
          section,
          locale,
          count: months.reduce((sum, { count }) => sum + count, 0),
        }))
      })
    },
  }
}

export type PublicCounts = ReturnType<typeof createPublicCounts>
