import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import { StartFailure } from '../cloud/failure.ts'
import { region } from '../cloud/key-pair.ts'
import { startCloud } from '../local/cloud.ts'
import { explain, giveUpOnDamage } from '../local/give-up.ts'
import { administratorOf, readKeys, type SigningKey } from '../local/keys.ts'
import { prepareBundles } from '../local/prepare.ts'
import { findRunning, type Running } from '../local/run-file.ts'
import { readSettings } from '../local/start-settings.ts'

const done = z.object({ articles: z.int(), written: z.int(), removed: z.int() })
const failed = z.object({ errorMessage: z.string() })

/** Asks the publisher of the running cloud. */
async function rebuildRunning({ functions }: Running, key: SigningKey): Promise<unknown> {
  const aws = new AwsClient({ ...key, region, service: 'lambda', retries: 0 })
  const address = `${functions}/2015-03-31/functions/publisher/invocations`
  const response = await aws.fetch(address, { method: 'POST', body: '{"rebuild":true}' })
  const answer = await response.json()
  if (response.headers.has('x-amz-function-error'))
    throw new StartFailure(`the publisher failed: ${failed.parse(answer).errorMessage}`)
  return answer
}

/** Starts a cloud for as long as it takes. */
async function rebuildStopped(data: string): Promise<unknown> {
  giveUpOnDamage(data)
  const bundles = await prepareBundles()
  const cloud = await startCloud({ data, bundles, ports: { edge: 0, admin: 0, origin: 0 } })
  try {
    return await cloud.rebuild()
  } finally {
    await cloud.stop()
  }
}

async function rebuild(data: string): Promise<unknown> {
  const keys = await readKeys(data)
  if (!keys) throw new StartFailure(`there is no site in ${data} yet; make one with "npm start"`)
  const running = await findRunning(data)
  return await (running ? rebuildRunning(running, administratorOf(keys)) : rebuildStopped(data))
}

try {
  const { articles, written, removed } = done.parse(await rebuild(readSettings(process.env).data))
  console.log(
    `built anew from the chain: ${articles} articles, ${written} items written, ${removed} stray items removed`,
  )
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
