import type { Item } from '../../../functions/store/table.ts'

/** Some items of a copy, and where to go on after them; undefined after the last ones. */
export interface Batch {
  items: Item[]
  next: string | undefined
}

/** A copy of the newsroom's table, or of a part of it. It may be read several times, and from anywhere on. */
export interface Source {
  /** As it is called in what is printed. */
  name: string
  /** From the beginning, or after what the `next` of a batch says. */
  batches: (from?: string) => AsyncIterable<Batch>
}
