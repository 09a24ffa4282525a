import * as z from 'zod'
import {
  findChainBreaks,
  type HistoryBreak,
  type Witness,
} from '../../../functions/domain/history/chain-export.ts'
import { newsroomKeys } from '../../../functions/store/keys.ts'
import { rowIn } from '../../../functions/store/rows.ts'
import { asHashed, isInPlace } from '../../../functions/store/stored-revision.ts'
import type { Item, Table } from '../../../functions/store/table.ts'

const row = z.object({ number: z.int(), head: z.string().optional() })
const name = z.object({ number: z.int(), hash: z.string() })

/** What stands beside a chain and knows of its revisions: the row in the editors' list, and names. */
function witnessOf(item: Item): Witness | undefined {
  if (item.sk === newsroomKeys.row('ARTICLE', '').sk) {
    const { data } = row.safeParse(rowIn(item))
    return data && { name: "the editors' list", number: data.number, hash: data.head }
  }
  if (!item.sk.startsWith(newsroomKeys.names())) return undefined
  const { data } = name.safeParse(item)
  return data && { name: 'a name that it was given', ...data }
}

/**
 * Verifies every chain of the newsroom: that no revision was changed, left out or moved, that each stands in the activity
 * where it belongs, and that none is missing which the editors' list or a name knows of. Chains may grow meanwhile: what
 * knows of them is read before them.
 */
export async function verifyTable(table: Table) {
  const witnesses = new Map<string, Witness[]>()
  for await (const item of table.scan()) {
    const witness = witnessOf(item)
    if (!witness && !item.sk.startsWith(newsroomKeys.revisionPrefix)) continue
    const those = witnesses.get(item.pk) ?? []
    if (witness) those.push(witness)
    witnesses.set(item.pk, those)
  }
  let revisions = 0
  const breaks: HistoryBreak[] = []
  for (const [subject, those] of witnesses) {
    const items = await table.query({ pk: subject, prefix: newsroomKeys.revisionPrefix })
    revisions += items.length
    const misplaced = items.flatMap((item, index) =>
      isInPlace(item) ? [] : [{ number: index + 1, what: 'does not stand where it belongs' }],
    )
    const broken = [...findChainBreaks(items.map(asHashed), those), ...misplaced]
    breaks.push(...broken.map((each) => ({ subject, ...each })))
  }
  return { chains: witnesses.size, revisions, breaks }
}

export function describeBreak({ subject, number, what }: HistoryBreak): string {
  return number === undefined ? `${subject}: ${what}` : `${subject}: revision ${number} ${what}`
}
