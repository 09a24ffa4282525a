import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { InvokeCommand, LambdaClient, TooManyRequestsException } from '@aws-sdk/client-lambda'
import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import { StartFailure } from '../cloud/failure.ts'
import { region } from '../cloud/key-pair.ts'
import { startCloud } from '../local/cloud.ts'
import { giveUpOnDamage } from '../local/give-up.ts'
import { administratorOf, readKeys, type SigningKey } from '../local/keys.ts'
import { prepareBundles } from '../local/prepare.ts'
import { type RebuildAnswer, rebuildAll } from '../local/rebuild-all.ts'
import { findRunning, type Running } from '../local/run-file.ts'
import { readSettings } from '../local/start-settings.ts'
import { told } from './told.ts'

const usage = `usage: npm run rebuild [-- --function <name>]
  Makes all that readers see again, from the revisions. It may be stopped at any moment, and goes on when it is asked again;
  one that nobody goes on with goes on by itself, every minute.
  --function  the publisher's name on AWS, with the credentials and the region of the environment
              (default: the local site in BANTIN_DATA, or .data, whether it runs or not)`

const failed = z.object({ errorMessage: z.string() })
const event = '{"rebuild":true}'
/** The publisher runs one call at a time, and AWS refuses others: how often it is asked, and every how many milliseconds. */
const patience = { attempts: 150, milliseconds: 2_000 }

function answerOf(body: unknown, isError: boolean): unknown {
  if (isError) throw new StartFailure(`the publisher failed: ${failed.parse(body).errorMessage}`)
  return body
}

function showProgress({ phase, articles, written, removed }: RebuildAnswer): void {
  console.log(`${phase}: ${articles} articles read, ${written} items written, ${removed} removed`)
}

async function rebuildOnAws(name: string): Promise<RebuildAnswer> {
  const client = new LambdaClient({})
  async function ask(attempt = 1): Promise<unknown> {
    try {
      const invoke = new InvokeCommand({ FunctionName: name, Payload: event })
      const { Payload, FunctionError } = await client.send(invoke)
      return answerOf(JSON.parse(Payload?.transformToString() ?? 'null'), FunctionError !== undefined)
    } catch (error) {
      if (!(error instanceof TooManyRequestsException)) throw error
      if (attempt === patience.attempts) throw new StartFailure(`${name} is busy still: ask again`)
      if (attempt === 1)
        console.log('the publisher is at something else; waiting for it, five minutes at most')
      await setTimeout(patience.milliseconds)
      return await ask(attempt + 1)
    }
  }
  return await rebuildAll(ask, showProgress)
}

/** Asks the publisher of the running cloud. */
async function rebuildRunning({ functions }: Running, key: SigningKey): Promise<RebuildAnswer> {
  const aws = new AwsClient({ ...key, region, service: 'lambda', retries: 0 })
  const address = `${functions}/2015-03-31/functions/publisher/invocations`
  return await rebuildAll(async () => {
    const response = await aws.fetch(address, { method: 'POST', body: event })
    return answerOf(await response.json(), response.headers.has('x-amz-function-error'))
  }, showProgress)
}

/** Starts a cloud for as long as it takes. */
async function rebuildStopped(data: string): Promise<RebuildAnswer> {
  giveUpOnDamage(data)
  const bundles = await prepareBundles()
  const cloud = await startCloud({ data, bundles, ports: { edge: 0, admin: 0, origin: 0 } })
  try {
    return await cloud.rebuild(showProgress)
  } finally {
    await cloud.stop()
  }
}

async function rebuildLocal(data: string): Promise<RebuildAnswer> {
  const keys = await readKeys(data)
  if (!keys) throw new StartFailure(`there is no site in ${data} yet; make one with "npm start"`)
  const running = await findRunning(data)
  return await (running ? rebuildRunning(running, administratorOf(keys)) : rebuildStopped(data))
}

function readArguments() {
  try {
    return parseArgs({ options: { function: { type: 'string' } } }).values
  } catch {
    throw new StartFailure(usage)
  }
}

try {
  const { function: name } = readArguments()
  const { articles, written, removed } = await (name
    ? rebuildOnAws(name)
    : rebuildLocal(readSettings(process.env).data))
  console.log(
    `built anew from the chain: ${articles} articles, ${written} items written, ${removed} stray items removed`,
  )
} catch (error) {
  console.error(told(error))
  process.exitCode = 1
}
