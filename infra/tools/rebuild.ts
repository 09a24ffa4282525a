import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import { startCloud } from '../local/cloud.ts'
import { StartFailure } from '../local/failure.ts'
import { readKeys, region } from '../local/keys.ts'
import { prepareBundles } from '../local/prepare.ts'
import { findRunning } from '../local/run-file.ts'

const done = z.object({ articles: z.int(), written: z.int(), removed: z.int() })

/** Asks the publisher of the running cloud, or starts one for as long as it takes. */
async function rebuild(data: string): Promise<unknown> {
  const running = await findRunning(data)
  const key = (await readKeys(data))?.find(({ role }) => role === 'admin')
  if (!key) throw new StartFailure(`there is no site in ${data} yet; make one with "npm start"`)
  if (running) {
    const aws = new AwsClient({ ...key, region, service: 'lambda', retries: 0 })
    const address = `${running.functions}/2015-03-31/functions/publisher/invocations`
    const response = await aws.fetch(address, { method: 'POST', body: '{"rebuild":true}' })
    return await response.json()
  }
  const cloud = await startCloud({
    data,
    bundles: await prepareBundles(),
    ports: { edge: 0, admin: 0, origin: 0 },
  })
  try {
    return await cloud.rebuild()
  } finally {
    await cloud.stop()
  }
}

try {
  const { articles, written, removed } = done.parse(await rebuild(process.env.BANTIN_DATA ?? '.data'))
  console.log(
    `built anew from the chain: ${articles} articles, ${written} items written, ${removed} stray items removed`,
  )
} catch (error) {
  console.error(error instanceof StartFailure ? error.message : error)
  process.exitCode = 1
}
