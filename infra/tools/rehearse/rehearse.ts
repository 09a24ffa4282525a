import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartFailure } from '../../cloud/failure.ts'
import { prepareBundles } from '../../local/prepare.ts'
import { clientsOf, environmentOf } from './aws.ts'
import { checks, outputs } from './checks.ts'
import { findMoto, startMoto } from './moto.ts'
import { stackName, synthesizeRehearsal } from './stack.ts'

/** `npm run rehearse`: deploys what an AWS on this machine can make of the stack, tries it, and leaves nothing behind. */
const cdkFile = fileURLToPath(new URL('../../../node_modules/aws-cdk/bin/cdk', import.meta.url))

interface Place {
  folder: string
  endpoint: string
  signal: AbortSignal
}

/** Runs CDK's command against this machine, and shows what it prints only where it fails. */
async function cdk({ folder, endpoint, signal }: Place, ...args: string[]): Promise<void> {
  const child = spawn(
    process.execPath,
    [cdkFile, ...args, '--app', join(folder, 'cdk.out'), '--no-notices'],
    {
      cwd: folder,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TMPDIR: folder,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        ...environmentOf(endpoint),
      },
    },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  // Where it is stopped, that is an error of the child too; what counts is that it has ended.
  child.on('error', () => {})
  const code = await new Promise((resolve) => child.on('close', resolve))
  signal.throwIfAborted()
  if (code !== 0) throw new StartFailure(`cdk ${args[0]} failed:\n${printed}`)
}

async function deploy(place: Place) {
  const { folder } = place
  synthesizeRehearsal(join(folder, 'cdk.out'), await prepareBundles())
  await cdk(place, 'bootstrap', 'aws://123456789012/us-east-1')
  const told = join(folder, 'outputs.json')
  // Through a change set, as CDK does otherwise, moto forgets the outputs.
  const how = ['--method', 'direct', '--require-approval', 'never', '--outputs-file', told]
  await cdk(place, 'deploy', stackName, ...how)
  return outputs.parse(JSON.parse(await readFile(told, 'utf8'))[stackName])
}

async function rehearse(place: Place): Promise<void> {
  const names = await deploy(place)
  console.log(`deployed ${stackName}`)
  const clients = clientsOf(place.endpoint)
  for (const [what, check] of checks) {
    place.signal.throwIfAborted()
    await check(clients, names).catch((cause) => {
      throw new Error(`not so: ${what}`, { cause })
    })
    console.log(`✓ ${what}`)
  }
  console.log('what moto cannot make, the tests of the template hold: npm run test:infra')
}

const command = findMoto()
if (!command) {
  console.log('skipped: this machine has no moto server (pip install "moto[server]")')
} else {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort())
  const { signal } = stopping
  const folder = await mkdtemp(join(tmpdir(), 'bantin-rehearsal-'))
  try {
    const moto = await startMoto(command, signal)
    console.log(`moto runs at ${moto.endpoint}`)
    try {
      await rehearse({ folder, endpoint: moto.endpoint, signal })
    } finally {
      await moto.stop()
    }
  } catch (error) {
    process.exitCode = 1
    if (signal.aborted) console.error('stopped')
    else console.error(error instanceof StartFailure ? error.message : error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
