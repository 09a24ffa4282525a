import { readFile } from 'node:fs/promises'
import type { HistoryBreak } from '../../../functions/domain/history/chain-export.ts'
import { accessReport, composeAccess, digestOf } from '../../../functions/domain/people/access.ts'
import { createStaff } from '../../../functions/store/staff.ts'
import type { Table } from '../../../functions/store/table.ts'

/** What of a report of access rights is not as the chains say: it is made again of them, and compared. */
export async function verifyReport(table: Table, file: string): Promise<HistoryBreak[]> {
  const wrong = (what: string) => [{ subject: file, what }]
  const { success, data } = accessReport.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!success) return wrong('is no report of access rights')
  if (digestOf(data) !== data.digest) return wrong('was changed after it was made: its digest differs')
  const { site, month, at, isComplete } = data
  const again = composeAccess(await createStaff(table).asOf(at), { site, month, at, isComplete })
  return again.digest === data.digest ? [] : wrong('says something else than the histories of the staff')
}
