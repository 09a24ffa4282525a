import type { AdminClient } from '../../../functions/moving-in/admin-client.ts'
import { region } from '../../cloud/key-pair.ts'
import { createAdminClient, type Signer } from '../../local/admin-client.ts'
import { administratorOf, readKeys } from '../../local/keys.ts'
import { findRunning } from '../../local/run-file.ts'
import { readSettings } from '../../local/start-settings.ts'

function keyFromEnvironment(): Signer | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  }
}

/** The newsroom to write to: that of `BANTIN_ADMIN_URL`, or the one that runs here; undefined where there is none. */
export async function connect(): Promise<AdminClient | undefined> {
  const { BANTIN_ADMIN_URL, AWS_REGION = region } = process.env
  if (BANTIN_ADMIN_URL) {
    const key = keyFromEnvironment()
    if (!key) throw new Error('BANTIN_ADMIN_URL is set; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY too')
    return createAdminClient({ url: BANTIN_ADMIN_URL.replace(/\/$/u, ''), key, region: AWS_REGION })
  }
  const { data } = readSettings(process.env)
  const running = await findRunning(data)
  const keys = await readKeys(data)
  if (!running || !keys) return undefined
  return createAdminClient({ url: running.admin, key: administratorOf(keys), region })
}
