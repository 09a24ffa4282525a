import { parseArgs } from 'node:util'
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { createTable, type Table } from '../../../functions/store/table.ts'
import { clientOf } from '../../cloud/database-client.ts'
import { StartFailure } from '../../cloud/failure.ts'
import { databaseFolder } from '../../local/data-folder.ts'
import { startDatabase, tableNames } from '../../local/database.ts'
import { giveUpOnDamage } from '../../local/give-up.ts'
import { readKeys } from '../../local/keys.ts'
import { findRunning } from '../../local/run-file.ts'
import { atData, atDeployment, type Places } from '../export/places.ts'
import { faultsIn } from '../export/read-export.ts'
import { restoreExport } from '../export/restore-export.ts'
import { told } from '../told.ts'
import { describeBreak, verifyTable } from '../verify/chains.ts'
import { bucketFolder, exportSource, localFolder } from './export-source.ts'
import { historySource } from './history-source.ts'
import { createPace } from './pace.ts'
import { createProgressFile } from './progress-file.ts'
import { restoreItems } from './restore-items.ts'
import type { Source } from './source.ts'
import { tableSource } from './table-source.ts'

const usage = `usage: npm run restore -- <from> <into> [--units <number>]
  Puts back what is missing in the newsroom's table and changes nothing that is there: a revision that says something else
  is named, and nothing of its history is written. It may be stopped at any moment and goes on when it is asked again.
  At the end it verifies every history, as npm run verify does. Then rebuild the site.
  from
    --table <name>            a table restored beside it, from a second of the last 35 days or from a backup
    --export <s3://… | folder>  what export-table-to-point-in-time has written (full, DYNAMODB_JSON), or a copy of it
    <file.json>...            histories exported by GET /articles/{id}/export
    --from <folder>           what npm run export has written; files and counts of views come back too. It is verified
                              before anything is written, and refused where a line or a file is broken
    --skip-broken             takes the rest of it all the same
  into
    --into <name>             the output NewsroomTable of this stack or another
    --data <folder>           the local site there (default: BANTIN_DATA, or .data)
    --into, --site, --views, --media, --uploads <name>   for --from: all tables and buckets of a deployment
  --units <number>            write units a second at most (default: 400 of the table's 1000)`

/** The database client asks again for as long as a table that is throttled needs. */
const patient = { maxAttempts: 12 }

const deployed = {
  site: { type: 'string' },
  views: { type: 'string' },
  media: { type: 'string' },
  uploads: { type: 'string' },
} as const

function readArguments() {
  try {
    const options = {
      table: { type: 'string' },
      export: { type: 'string' },
      into: { type: 'string' },
    } as const
    const more = { data: { type: 'string' }, units: { type: 'string', default: '400' } } as const
    const whole = { from: { type: 'string' }, 'skip-broken': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({
      options: { ...options, ...more, ...whole, ...deployed },
      allowPositionals: true,
    })
    const froms = [values.table, values.export, values.from, positionals[0]].filter(
      (each) => each !== undefined,
    )
    const units = Number(values.units)
    if (froms.length !== 1 || (values.into && values.data) || !(units > 0)) throw new StartFailure(usage)
    return { ...values, units, files: positionals }
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(usage)
  }
}
type Arguments = ReturnType<typeof readArguments>

async function requireTable(client: DynamoDBClient, name: string): Promise<void> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
    if (Table?.TableStatus !== 'ACTIVE')
      throw new StartFailure(`the table ${name} is ${Table?.TableStatus}: wait until it is ACTIVE`)
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
    throw new StartFailure(`there is no table ${name} in this region; a copy has to be restored first`)
  }
}

async function openSource(
  client: DynamoDBClient,
  { table, export: exported, files }: Arguments,
): Promise<Source> {
  if (table !== undefined) {
    await requireTable(client, table)
    return tableSource(createTable(client, table))
  }
  if (exported === undefined) return await historySource(files)
  const isBucket = exported.startsWith('s3://')
  return await exportSource(
    await (isBucket
      ? bucketFolder(new S3Client({ followRegionRedirects: true }), exported)
      : localFolder(exported)),
  )
}

async function restoreInto(client: DynamoDBClient, name: string, given: Arguments): Promise<boolean> {
  await requireTable(client, name)
  const target = createTable(client, name)
  const source = await openSource(client, given)
  if (source.name === tableSource(target).name) throw new StartFailure('a table is not restored from itself')
  return await follow(source.name, target, given, (parts) => restoreItems({ source, target, ...parts }))
}

type Followed = Pick<Parameters<typeof restoreItems>[0], 'pace' | 'from' | 'onProgress'>

/** Restores, tells how far it is, and verifies what has come of it. */
async function follow(
  source: string,
  target: Table,
  given: Arguments,
  restore: (parts: Followed) => ReturnType<typeof restoreItems>,
): Promise<boolean> {
  const progress = createProgressFile(source, target.name)
  const from = await progress.find()
  console.log(from ? `going on (${from.pass}), as ${progress.file} says` : `looking through ${source}`)
  let told = performance.now()
  const { written, kept, conflicts } = await restore({
    pace: createPace(given.units),
    from,
    async onProgress(reached, cursor) {
      await progress.save(reached, cursor)
      if (performance.now() - told < 5_000) return
      told = performance.now()
      const what = reached.pass === 'heads' ? 'last revisions' : 'all else'
      console.log(`${what}: ${reached.read} read, ${reached.written} written, ${reached.kept} there already`)
    },
  })
  await progress.remove()
  for (const each of conflicts)
    console.log(`conflict: ${each} has another history there; nothing of it was written`)
  console.log(`restored: ${written} items written, ${kept} there already, ${conflicts.length} conflicts`)
  const { chains, revisions, breaks } = await verifyTable(target)
  for (const each of breaks) console.log(describeBreak(each))
  const verdict = breaks.length === 0 ? 'every hash agrees' : `broken in ${breaks.length} places`
  console.log(`${chains} histories, ${revisions} revisions: ${verdict}`)
  return conflicts.length + breaks.length === 0
}

/** An export comes back only as it was written, unless whoever restores it takes what is left of it. */
async function restoreFolder(folder: string, given: Arguments): Promise<boolean> {
  const faults = await faultsIn(folder)
  for (const { line, what } of faults) console.log(`${folder}, line ${line}: ${what}`)
  if (faults.length > 0 && !given['skip-broken'])
    throw new StartFailure(
      `nothing was restored: the export is broken in ${faults.length} places (--skip-broken takes the rest)`,
    )
  const work = (places: Places) =>
    follow(`export ${folder}`, places.newsroom, given, (parts) => restoreExport(folder, places, parts))
  const { into: table, site, views, media, uploads } = given
  if (!table) return await atData(given.data ?? process.env.BANTIN_DATA ?? '.data', work)
  if (!site || !views || !media || !uploads) throw new StartFailure(usage)
  return await atDeployment({ table, site, views, media, uploads }, work)
}

async function restoreData(data: string, given: Arguments): Promise<boolean> {
  const restore = async (client: DynamoDBClient) => {
    try {
      return await restoreInto(client, tableNames.newsroom, given)
    } finally {
      client.destroy()
    }
  }
  const running = await findRunning(data)
  if (running) return await restore(clientOf(running.database))
  if (!(await readKeys(data)))
    throw new StartFailure(`there is no site in ${data} yet; make one with "npm start"`)
  giveUpOnDamage(data)
  const database = await startDatabase(databaseFolder(data))
  try {
    return await restore(clientOf(database))
  } finally {
    await database.close()
  }
}

try {
  const given = readArguments()
  const isWhole = await (given.from !== undefined
    ? restoreFolder(given.from, given)
    : given.into === undefined
      ? restoreData(given.data ?? process.env.BANTIN_DATA ?? '.data', given)
      : restoreInto(new DynamoDBClient(patient), given.into, given))
  process.exitCode = isWhole ? 0 : 1
} catch (error) {
  console.error(told(error))
  process.exitCode = 1
}
