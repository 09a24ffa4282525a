import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type HistoryBreak, verifyExports } from '../../../functions/domain/history/chain-export.ts'
import { createTable, type Table } from '../../../functions/store/table.ts'
import { StartFailure } from '../../cloud/failure.ts'
import { buckets } from '../../local/buckets.ts'
import { atData, atDeployment, type SitePlaces } from '../export/places.ts'
import { faultsIn, linesOf } from '../export/read-export.ts'
import { told } from '../told.ts'
import { verifyReport } from './access-report.ts'
import { describeBreak, verifyTable } from './chains.ts'
import { describeFinding, type Look, mostFindings } from './finding.ts'
import { type MadeNames, verifySite } from './site.ts'

const usage = `usage: npm run verify -- [--data <folder> | --table <name> | --export <folder> | <file.json>...] [--report <file.json>]
  Says what of a site is wrong, where, and what mends it. It writes nothing.
  --data   the folder of a local site, whether it runs or not (default: BANTIN_DATA, or .data): the hashes of every revision,
           then all that is made of them: what readers see, files by their hashes, the mirror, and what can be found
  --table  the newsroom's table on AWS, with the credentials and the region of the environment: the hashes of every revision
  --table, --site, --views, --media, --uploads, --mirror, --index <name>   a whole deployment, as --data
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

async function verifyTables(table: Table, report?: string): Promise<Verdict> {
  const verdict = await verifyTable(table)
  const wrong = report === undefined ? [] : await verifyReport(table, report)
  return { ...verdict, breaks: [...verdict.breaks, ...wrong] }
}

/** Tells what one look found as soon as it is over. Answers whether all is as it should be. */
function tell({ part, findings, notes, isOpen }: Look): boolean {
  for (const each of findings.slice(0, mostFindings)) console.log(describeFinding(each))
  for (const note of notes) console.log(`${part}: ${note}`)
  if (isOpen) return true
  const isCut = findings.length > mostFindings
  if (isCut) console.log(`${part}: the first ${mostFindings} are named`)
  console.log(
    findings.length === 0
      ? `${part}: as it should be`
      : `${part}: ${findings.length} ${findings.length === 1 ? 'thing is' : 'things are'} wrong`,
  )
  return findings.length === 0
}

/** A site as a whole: its histories, and all that is made of them. */
async function verifyPlaces(places: SitePlaces, names: MadeNames, report?: string): Promise<boolean> {
  let isWhole = tellVerdict(await verifyTables(places.newsroom, report))
  for await (const look of verifySite(places, names)) isWhole = tell(look) && isWhole
  return isWhole
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

const deployed = {
  site: { type: 'string' },
  views: { type: 'string' },
  media: { type: 'string' },
  uploads: { type: 'string' },
  mirror: { type: 'string' },
  index: { type: 'string' },
} as const

function tellVerdict({ chains, revisions, breaks }: Verdict): boolean {
  for (const each of breaks) console.log(describeBreak(each))
  const looked = `${chains} histories, ${revisions} revisions`
  console.log(
    breaks.length === 0 ? `${looked}: every hash agrees` : `${looked}: broken in ${breaks.length} places`,
  )
  return breaks.length === 0
}

/** Answers whether all is as it should be. */
async function verify(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    options: {
      data: { type: 'string' },
      table: { type: 'string' },
      export: { type: 'string' },
      report: { type: 'string' },
      ...deployed,
    },
    allowPositionals: true,
  })
  const { data, table, export: exported, report, site, views, media, uploads, mirror, index } = values
  if ([data, table, exported, positionals[0]].filter((each) => each !== undefined).length > 1)
    throw new StartFailure(usage)
  if (report !== undefined && (exported !== undefined || positionals.length > 0))
    throw new StartFailure(usage)
  if (positionals.length > 0) return tellVerdict(await verifyFiles(positionals))
  if (exported !== undefined) return tellVerdict(await verifyExport(exported))
  const others = [site, views, media, uploads, mirror, index]
  if (table === undefined) {
    if (others.some((each) => each !== undefined)) throw new StartFailure(usage)
    return await atData(data ?? process.env.BANTIN_DATA ?? '.data', (places) =>
      verifyPlaces(places, { mirror: buckets.site, index: buckets.index }, report),
    )
  }
  if (site && views && media && uploads && mirror && index)
    return await atDeployment({ table, site, views, media, uploads }, (places) =>
      verifyPlaces(places, { mirror, index }, report),
    )
  if (others.some((each) => each !== undefined)) throw new StartFailure(usage)
  return tellVerdict(await verifyTables(createTable(new DynamoDBClient({}), table), report))
}

try {
  process.exitCode = (await verify()) ? 0 : 1
} catch (error) {
  console.error(told(error))
  process.exitCode = 1
}
