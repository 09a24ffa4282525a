import { glob, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readKeys, region } from '../local/keys.ts'
import { findRunning } from '../local/run-file.ts'
import { createAdminClient, type Signer } from './admin-client.ts'
import { importPage } from './import-page.ts'

const usage = `usage: npm run import -- <file or folder>...
  Reads pages of the old portal that were saved as text (folders: every .txt in them) and publishes them.
  Talks to the running "npm start"; or to BANTIN_ADMIN_URL, signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const files: string[] = []
  for await (const file of glob('**/*.txt', { cwd: path })) files.push(join(path, file))
  return files.sort()
}

function keyFromEnvironment(): Signer | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  }
}

async function connect() {
  const { BANTIN_ADMIN_URL, BANTIN_DATA = '.data', AWS_REGION = region } = process.env
  if (BANTIN_ADMIN_URL) {
    const key = keyFromEnvironment()
    if (!key) throw new Error('BANTIN_ADMIN_URL is set; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY too')
    return createAdminClient({ url: BANTIN_ADMIN_URL.replace(/\/$/u, ''), key, region: AWS_REGION })
  }
  const running = await findRunning(BANTIN_DATA)
  const key = (await readKeys(BANTIN_DATA))?.find(({ role }) => role === 'admin')
  if (!running || !key) throw new Error('nothing is running; start it with "npm start" in another terminal')
  return createAdminClient({ url: running.admin, key, region })
}

async function importAll(paths: readonly string[]): Promise<boolean> {
  const client = await connect()
  const counts = new Map<string, number>()
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1)
  for (const path of paths) {
    const files = await filesIn(path).catch(() => [path])
    for (const file of files) {
      try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
        const { kind, address } = await importPage(client, text, basename(file))
        count(kind)
        console.log(`${kind.padEnd(10)} ${file} -> ${address}`)
      } catch (error) {
        count('failed')
        console.log(`${'failed'.padEnd(10)} ${file}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  const summary = ['imported', 'updated', 'unchanged', 'left alone', 'failed'].map(
    (kind) => `${counts.get(kind) ?? 0} ${kind}`,
  )
  console.log(summary.join(', '))
  return !counts.has('failed')
}

const paths = process.argv.slice(2)
try {
  if (paths.length === 0) throw new Error(usage)
  process.exitCode = (await importAll(paths)) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
