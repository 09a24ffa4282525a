import { type Cloud, startCloud } from './cloud.ts'
import { logFile } from './data-folder.ts'
import { seedDemo } from './demo/seed.ts'
import { explain, giveUpOnDamage } from './give-up.ts'
import { keysFile } from './keys.ts'
import { prepareBundles } from './prepare.ts'
import { removeRunning, saveRunning } from './run-file.ts'
import { readSettings } from './start-settings.ts'
import { followSources } from './watch/follow-sources.ts'
import { startLiveBundles } from './watch/live-bundles.ts'

function describe({ addresses, keys }: Cloud, data: string): string {
  return [
    '',
    '  Bantin is running',
    '',
    `  Readers     ${addresses.edge}  (Tiếng Việt /vi, English /en)`,
    `  Desk        ${addresses.desk}  sign in by choosing a role, no password`,
    `  Mails       ${addresses.mailbox}  what people would be mailed; none is sent`,
    `  Editors     ${addresses.admin}  signed API, described at /docs; roles: ${keys.map(({ role }) => role).join(', ')}`,
    `  Origin      ${addresses.origin}  the reader's function without the CDN`,
    `  Keys        ${keysFile(data)}`,
    `  Data, log   ${data}, ${logFile(data)}`,
    '',
    '  Ctrl-C stops it; nothing is lost.',
    '',
  ].join('\n')
}

/** `npm run dev`. */
const isDevelopment = process.argv.includes('--watch')
let cloud: Cloud | undefined
let stopping = false

async function start(): Promise<void> {
  const { data, ports, demo } = readSettings(process.env)
  giveUpOnDamage(data)
  const live = isDevelopment ? await startLiveBundles() : undefined
  cloud = await startCloud({ data, bundles: live?.folder ?? (await prepareBundles()), ports })
  if (live) followSources(live, cloud)
  const { run, addresses, database } = cloud
  const { admin, functions, objects } = addresses
  const { endpoint, key } = database
  await saveRunning(data, { run, admin, functions, objects, database: { endpoint, key } })
  await seedDemo(cloud, data, demo)
  console.log(describe(cloud, data))
}

/** Before the cloud has started there is nothing to end: what a start leaves half done, the next one does again. */
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  if (cloud) {
    await cloud.stop()
    await removeRunning(cloud.data)
  }
  process.exit(0)
}

process.on('SIGINT', stop)
process.on('SIGTERM', stop)
try {
  await start()
} catch (error) {
  // The filling fails when the cloud is stopped under it, and goes on at the next start.
  if (!stopping) {
    console.error(explain(error))
    process.exit(1)
  }
}
