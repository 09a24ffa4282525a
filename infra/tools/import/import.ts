import { basename } from 'node:path'
import { region } from '../../cloud/key-pair.ts'
import { administratorOf, readKeys } from '../../local/keys.ts'
import { findRunning } from '../../local/run-file.ts'
import { readSettings } from '../../local/start-settings.ts'
import { type AdminClient, createAdminClient, type Signer } from '../admin-client.ts'
import { importPage } from './import-page.ts'
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

const kinds = ['imported', 'updated', 'unchanged', 'left alone', 'failed'] as const
type Kind = (typeof kinds)[number]

/** Imports what the paths name, one line each. Answers how many came to what. */
async function importAll(client: AdminClient, paths: readonly string[]): Promise<Map<Kind, number>> {
  const counts = new Map<Kind, number>()
  function tell(kind: Kind, line: string): void {
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    console.log(`${kind.padEnd(10)} ${line}`)
  }
  function fail(path: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    tell('failed', `${path}: ${reason.replace(/\s+/gu, ' ')}`)
  }
  for (const path of paths) {
    const files = await findPageFiles(path).catch((error) => {
      fail(path, error)
      return []
    })
    for (const file of files) {
      try {
        const { kind, address } = await importPage(client, await readPageFile(file), basename(file))
        tell(kind, `${file} -> ${address}`)
      } catch (error) {
        fail(file, error)
      }
    }
  }
  return counts
}

const paths = process.argv.slice(2)
try {
  if (paths.length === 0) throw new Error(usage)
  const counts = await importAll(await connect(), paths)
  console.log(kinds.map((kind) => `${counts.get(kind) ?? 0} ${kind}`).join(', '))
  process.exitCode = counts.has('failed') ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
