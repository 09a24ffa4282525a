import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { AdminClient } from '../../../functions/moving-in/admin-client.ts'
import type { Notice } from '../../../functions/moving-in/notice.ts'
import type { Outcome } from '../../../functions/moving-in/outcome.ts'
import { noMapping } from '../../../functions/moving-in/plan/options.ts'
import type { PlannedArticle } from '../../../functions/moving-in/plan/planned.ts'
import { Report } from '../../../functions/moving-in/report/report.ts'
import { FileJournal } from '../../../functions/moving-in/run/journal.ts'
import { runImport } from '../../../functions/moving-in/run/run.ts'
import { region } from '../../../infra/cloud/key-pair.ts'
import { createAdminClient } from '../../../infra/local/admin-client.ts'
import type { Cloud } from '../../../infra/local/cloud.ts'

export interface Imported {
  articles: (PlannedArticle & { outcome: Outcome })[]
  notices: Notice[]
  counts: Partial<Record<Outcome, number>>
}

const linesOf = async (file: string) =>
  (await readFile(file, 'utf8')).split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []))

export function administratorsClient({ keys, addresses }: Pick<Cloud, 'keys' | 'addresses'>): AdminClient {
  const key = keys.find(({ role }) => role === 'admin')
  if (!key) throw new Error('there is no key of an administrator')
  return createAdminClient({ url: addresses.admin, key, region })
}

/** Imports what lies at the paths, as the command does. */
export async function importPaths(
  client: AdminClient,
  paths: readonly string[],
  journalFile?: string,
): Promise<Imported> {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-import-test-'))
  try {
    const report = new Report(folder)
    const journal = new FileJournal(journalFile ?? join(folder, 'journal.jsonl'))
    await runImport({
      paths,
      options: { mapping: noMapping(), history: 'all', now: Date.now() },
      ...{ client, asked: client, journal, report, progress: () => {} },
    })
    await report.close()
    journal.close()
    return {
      articles: await linesOf(join(folder, 'articles.jsonl')),
      notices: await linesOf(join(folder, 'notices.jsonl')),
      counts: Object.fromEntries(report.counts),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

const shown = z.object({ addresses: z.object({ vi: z.string().optional() }) })

/** Imports one page of the old portal that was saved as text: what came of it, and where it is to be read. */
export async function importText(client: AdminClient, text: string, name = 'page.txt') {
  const folder = await mkdtemp(join(tmpdir(), 'bantin-page-'))
  try {
    await writeFile(join(folder, name), text)
    const { articles, notices } = await importPaths(client, [folder])
    const codes = notices.map(({ code }) => code)
    const [article] = articles
    if (!article) throw new Error(`nothing came of the page: ${JSON.stringify(notices)}`)
    const { id, outcome } = article
    const found = outcome === 'refused' ? undefined : await client.find(`/articles/${id}`)
    return { id, outcome, codes, address: found ? shown.parse(found.body).addresses.vi : undefined }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The same, of which readers get something: the path. */
export async function importPublicText(client: AdminClient, text: string): Promise<string> {
  const { address } = await importText(client, text, 'old-page.txt')
  if (address === undefined) throw new Error('it is not public')
  return new URL(address).pathname
}
