import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type HistoryBreak, verifyExports } from '../../functions/domain/history/chain-export.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../cloud/database-client.ts'
import { StartFailure } from '../cloud/failure.ts'
import { databaseFolder } from '../local/data-folder.ts'
import { startDatabase, tableNames } from '../local/database.ts'
import { giveUpOnDamage } from '../local/give-up.ts'
import { readKeys } from '../local/keys.ts'
import { findRunning } from '../local/run-file.ts'
import { faultsIn, linesOf } from './export/read-export.ts'
import { verifyReport } from './verify-report.ts'
import { describeBreak, verifyTable } from './verify-table.ts'

const usage = `usage: npm run verify -- [--data <folder> | --table <name> | --export <folder> | <file.json>...] [--report <file.json>]
  Recomputes the hashes of every revision and says where a history breaks.
  --data   the folder of a local site, whether it runs or not (default: BANTIN_DATA, or .data)
  --table  the newsroom's table on AWS, with the credentials and the region of the environment
  --export what npm run export has written: every line, every hash and every file; needs nothing but the folder
  --report a monthly report of access rights, compared with the histories of --data or --table
  files    histories exported by GET /articles/{id}/export; needs nothing but the files
  What no hash can tell is that the last revisions of a history were taken away. The editors' list, names and the
  head of an exported file know how far it went, and are asked; keep exports elsewhere to be sure.`

interface Verdict {
  chains: number
  revisions: number
  breaks: HistoryBreak[]
}

async function verifyFiles(paths: readonly string[]): Promise<Verdict> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const files = await Promise.all(
    paths.map(async (name) => {
      const bytes = await readFile(name)
      try {
        return { name, text: decoder.decode(bytes) }
      } catch {
        return { name, text: '' }
      }
    }),
  )
  return verifyExports(files)
}

async function verifyWith(client: DynamoDBClient, name: string, report?: string): Promise<Verdict> {
  try {
    const table = createTable(client, name)
    const verdict = await verifyTable(table)
    const wrong = report === undefined ? [] : await verifyReport(table, report)
    return { ...verdict, breaks: [...verdict.breaks, ...wrong] }
  } finally {
    client.destroy()
  }
}

/** Reads the database of the site that runs on this data; opens it where none does. */
async function verifyData(data: string, report?: string): Promise<Verdict> {
  const running = await findRunning(data)
  if (running) {
    return await verifyWith(clientOf(running.database), tableNames.newsroom, report)
  }
  // A folder without keys is none of ours, and opening it would make a database there.
  if (!(await readKeys(data)))
    throw new StartFailure(`there is no site in ${data} yet; make one with "npm start"`)
  giveUpOnDamage(data)
  const database = await startDatabase(databaseFolder(data))
  try {
    return await verifyWith(clientOf(database), tableNames.newsroom, report)
  } finally {
    await database.close()
  }
}

/** An export by itself: what is wrong is told by its line. */
async function verifyExport(folder: string): Promise<Verdict> {
  const subjects = new Set<string>()
  let revisions = 0
  const faults = await faultsIn(folder)
  if (faults.every(({ line }) => line > 0))
    for await (const line of linesOf(folder)) {
      if (line.kind !== 'revision') continue
      subjects.add(line.item.pk)
      revisions += 1
    }
  const breaks = faults.map(({ line, what }) => ({ subject: `${folder}, line ${line}`, what }))
  return { chains: subjects.size, revisions, breaks }
}

async function verify(): Promise<Verdict> {
  const { values, positionals } = parseArgs({
    options: {
      data: { type: 'string' },
      table: { type: 'string' },
      export: { type: 'string' },
      report: { type: 'string' },
    },
    allowPositionals: true,
  })
  const { data, table, export: exported, report } = values
  if ([data, table, exported, positionals[0]].filter((each) => each !== undefined).length > 1)
    throw new StartFailure(usage)
  if (report !== undefined && (exported !== undefined || positionals.length > 0))
    throw new StartFailure(usage)
  if (positionals.length > 0) return await verifyFiles(positionals)
  if (exported !== undefined) return await verifyExport(exported)
  if (table) return await verifyWith(new DynamoDBClient({}), table, report)
  return await verifyData(data ?? process.env.BANTIN_DATA ?? '.data', report)
}

try {
  const { chains, revisions, breaks } = await verify()
  for (const each of breaks) console.log(describeBreak(each))
  const looked = `${chains} histories, ${revisions} revisions`
  console.log(
    breaks.length === 0 ? `${looked}: every hash agrees` : `${looked}: broken in ${breaks.length} places`,
  )
  process.exitCode = breaks.length === 0 ? 0 : 1
} catch (error) {
  // A wrong option or a file that is not there, told by Node itself.
  const isTold = error instanceof StartFailure || (error instanceof Error && 'code' in error)
  console.error(isTold ? error.message : error)
  process.exitCode = 1
}
