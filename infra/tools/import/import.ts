import { basename } from 'node:path'
import { dateline } from '../../../functions/domain/dates.ts'
import { region } from '../../cloud/key-pair.ts'
import { type AdminClient, createAdminClient, type Signer } from '../../local/admin-client.ts'
import { administratorOf, readKeys } from '../../local/keys.ts'
import { findRunning } from '../../local/run-file.ts'
import { readSettings } from '../../local/start-settings.ts'
import { createArrivals } from './arrival.ts'
import { importPage, type Outcome } from './import-page.ts'
import { findPageFiles, readPageFile } from './page-files.ts'

const usage = `usage: npm run import -- <file or folder>...
  Reads pages of the old portal that were saved as text (folders: every .txt in them) and publishes them.
  Talks to the running "npm start"; or to BANTIN_ADMIN_URL, signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`

function keyFromEnvironment(): Signer | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  }
}

async function connect(): Promise<AdminClient> {
  const { BANTIN_ADMIN_URL, AWS_REGION = region } = process.env
  if (BANTIN_ADMIN_URL) {
    const key = keyFromEnvironment()
    if (!key) throw new Error('BANTIN_ADMIN_URL is set; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY too')
    return createAdminClient({ url: BANTIN_ADMIN_URL.replace(/\/$/u, ''), key, region: AWS_REGION })
  }
  const { data } = readSettings(process.env)
  const running = await findRunning(data)
  const keys = await readKeys(data)
  if (!running || !keys) throw new Error('nothing is running; start it with "npm start" in another terminal')
  return createAdminClient({ url: running.admin, key: administratorOf(keys), region })
}

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

const paths = process.argv.slice(2)
try {
  if (paths.length === 0) throw new Error(usage)
  const counts = await importAll(await connect(), paths)
  const told = kinds.filter((kind) => kind !== 'scheduled' || counts.has(kind))
  console.log(told.map((kind) => `${counts.get(kind) ?? 0} ${kind}`).join(', '))
  process.exitCode = counts.has('failed') ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
