import { join, resolve } from 'node:path'
import * as z from 'zod'
import { type Cloud, startCloud } from './cloud.ts'
import { seedDemo } from './demo/seed.ts'
import { StartFailure } from './failure.ts'
import { keysFile } from './keys.ts'
import { prepareBundles } from './prepare.ts'
import { removeRunning, saveRunning } from './run-file.ts'

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback)

const environment = z.object({
  PORT: port(8080),
  ADMIN_PORT: port(8081),
  ORIGIN_PORT: port(8082),
  BANTIN_DATA: z.string().min(1).default('.data'),
  BANTIN_DEMO: z.enum(['0', '1']).default('1'),
})

function readEnvironment() {
  const parsed = environment.safeParse(process.env)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new StartFailure(`${issue?.path.join('.')}: ${issue?.message}`)
}

function describe({ addresses, keys }: Cloud, data: string): string {
  return [
    '',
    '  Bantin is running',
    '',
    `  Readers     ${addresses.edge}  (Tiếng Việt /vi, English /en)`,
    `  Editors     ${addresses.admin}  signed API; roles: ${keys.map(({ role }) => role).join(', ')}`,
    `  Origin      ${addresses.origin}  the reader's function without the CDN`,
    `  Keys        ${keysFile(data)}`,
    `  Data, log   ${data}, ${join(data, 'bantin.log')}`,
    '',
    '  Ctrl-C stops it; nothing is lost.',
    '',
  ].join('\n')
}

async function start(): Promise<void> {
  const { PORT, ADMIN_PORT, ORIGIN_PORT, BANTIN_DATA, BANTIN_DEMO } = readEnvironment()
  const data = resolve(BANTIN_DATA)
  const bundles = await prepareBundles()
  const cloud = await startCloud({
    data,
    bundles,
    ports: { edge: PORT, admin: ADMIN_PORT, origin: ORIGIN_PORT },
  })
  await saveRunning(data, {
    pid: process.pid,
    admin: cloud.addresses.admin,
    functions: cloud.addresses.functions,
  })

  let stopping = false
  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    await cloud.stop()
    await removeRunning(data)
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  await seedDemo(cloud, data, BANTIN_DEMO === '1')
  console.log(describe(cloud, data))
}

try {
  await start()
} catch (error) {
  console.error(error instanceof StartFailure ? error.message : error)
  process.exit(1)
}
