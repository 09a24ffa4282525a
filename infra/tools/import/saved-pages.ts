import { basename } from 'node:path'
import { dateline } from '../../../functions/domain/dates.ts'
import type { AdminClient } from '../../local/admin-client.ts'
import { createArrivals } from './arrival.ts'
import { importPage, type Outcome } from './import-page.ts'
import { findPageFiles, readPageFile } from './page-files.ts'

const kinds = ['imported', 'updated', 'unchanged', 'left alone', 'failed', 'scheduled'] as const
type Kind = (typeof kinds)[number]

interface Line {
  kind: Kind
  text: string
}

const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/gu, ' ')

/** Where it is, and what whoever imports should know of it. */
function describe({ address, publicFrom, converted, beside }: Outcome, isThere: boolean): string {
  const [date = '', time = ''] = publicFrom ? dateline(publicFrom, 'vi').split(', ').slice(-2) : []
  return [
    publicFrom ? `goes public on ${date.replace('ngày ', '')}, ${time} (Vietnam)` : address,
    ...(converted ? [`(letters converted from ${converted.toUpperCase()})`] : []),
    ...(beside === undefined ? [] : [`(same title and date as ${beside})`]),
    ...(isThere ? [] : ['(readers do not have it yet; look at it later)']),
  ].join(' ')
}

/** Pages whose arrival is waited for while the next ones are imported. */
const mostOnTheirWay = 8

/** Imports what the paths name, one line each, told when readers have it. Answers how many came to what. */
async function importAll(client: AdminClient, paths: readonly string[]): Promise<Map<Kind, number>> {
  const counts = new Map<Kind, number>()
  const arrives = createArrivals(client, { patience: 30_000, pause: 300 })
  const onTheirWay: Promise<Line>[] = []

  async function tellUntil(length: number): Promise<void> {
    while (onTheirWay.length > length) {
      const { kind, text } = (await onTheirWay.shift()) ?? { kind: 'failed', text: '' }
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      console.log(`${kind.padEnd(10)} ${text}`)
    }
  }

  /** What came of one file, once it is known whether readers have it. */
  async function lineOf(file: string, outcome: Outcome): Promise<Line> {
    const isThere = outcome.revision === undefined || (await arrives(outcome).catch(() => false))
    return { kind: outcome.kind, text: `${file} -> ${describe(outcome, isThere)}` }
  }

  const failed = (path: string, error: unknown): Line => ({
    kind: 'failed',
    text: `${path}: ${reasonOf(error)}`,
  })

  for (const path of paths) {
    const files = await findPageFiles(path).catch((error) => {
      onTheirWay.push(Promise.resolve(failed(path, error)))
      return []
    })
    for (const file of files) {
      try {
        const outcome = await importPage(client, await readPageFile(file), basename(file))
        onTheirWay.push(lineOf(file, outcome))
      } catch (error) {
        onTheirWay.push(Promise.resolve(failed(file, error)))
      }
      await tellUntil(mostOnTheirWay)
    }
  }
  await tellUntil(0)
  return counts
}

/** Imports pages of the old portal that were saved as text, and tells each. False where one of them failed. */
export async function importSavedPages(client: AdminClient, paths: readonly string[]): Promise<boolean> {
  const counts = await importAll(client, paths)
  const told = kinds.filter((kind) => kind !== 'scheduled' || counts.has(kind))
  console.log(told.map((kind) => `${counts.get(kind) ?? 0} ${kind}`).join(', '))
  return !counts.has('failed')
}
