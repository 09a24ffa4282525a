import { request } from 'node:http'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { region } from '../../infra/cloud/key-pair.ts'
import { poolId } from '../../infra/local/sign-in/accounts.ts'
import { startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.remove())

interface Asked {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string
}

/** Unlike fetch it sends the Host and Origin that it is told. */
function ask(address: string, { method = 'GET', path = '/', headers = {}, body = '' }: Asked = {}) {
  const { hostname, port } = new URL(address)
  return new Promise<{ status: number; cors: boolean; text: string }>((resolve, reject) => {
    const sent = request({ host: hostname, port, method, path, headers }, async (response) => {
      const text = (await response.setEncoding('utf8').toArray()).join('')
      const cors = Object.keys(response.headers).some((name) => name.startsWith('access-control-'))
      resolve({ status: response.statusCode ?? 0, cors, text })
    })
    sent.on('error', reject).end(body)
  })
}

/** What no page needs: neither the newsroom's nor a stranger's. */
const inner = ['database', 'objects', 'functions', 'invalidations', 'origin'] as const
/** What the desk needs too. */
const every = [...inner, 'admin', 'signIn'] as const

const listTables = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.ListTables',
}

async function signed(key: { accessKeyId: string; secretAccessKey: string }): Promise<Asked> {
  const signer = new AwsClient({ ...key, region, service: 'dynamodb' })
  const url = `${cloud.addresses.database}/`
  const { headers } = await signer.sign(url, { method: 'POST', headers: listTables, body: '{}' })
  return { method: 'POST', headers: Object.fromEntries(headers), body: '{}' }
}

describe('a page in the browser of whoever runs the newsroom', () => {
  it.each(inner)('is refused at the port of the %s, whatever it asks, and reads nothing', async (name) => {
    const address = cloud.addresses[name]
    const strangers = ['https://evil.example', 'null', 'http://localhost:1', cloud.addresses.admin]
    for (const origin of strangers)
      for (const [method, more] of [
        ['GET', {}],
        ['POST', listTables],
        [
          'OPTIONS',
          { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-amz-target' },
        ],
      ] as const) {
        const { status, cors } = await ask(address, { method, headers: { ...more, origin } })
        expect({ status, cors, method, origin }).toEqual({ status: 403, cors: false, method, origin })
      }
  })

  it.each(every)('finds nobody at the port of %s under a name that was made to point there', async (name) => {
    const address = cloud.addresses[name]
    const { port } = new URL(address)
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      'localhost:1',
      'a b',
    ])
      expect({
        host,
        ...(await ask(address, { path: name === 'admin' ? '/docs' : '/', headers: { host } })),
      }).toMatchObject({
        host,
        status: 403,
        cors: false,
      })
  })

  it('reaches the sign-in and the editors’ door by every name of this machine', async () => {
    const open = { admin: '/docs', signIn: `/${poolId}/.well-known/openid-configuration` }
    for (const [name, path] of Object.entries(open) as ['admin' | 'signIn', string][]) {
      const { port } = new URL(cloud.addresses[name])
      for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
        const { status } = await ask(cloud.addresses[name], { path, headers: { host } })
        expect({ name, host, status }).toEqual({ name, host, status: 200 })
      }
    }
  })
})

describe('the database of a running newsroom', () => {
  it('answers the key of its functions', async () => {
    const { status, text } = await ask(cloud.addresses.database, await signed(cloud.internal))
    expect({ status, tables: JSON.parse(text).TableNames }).toEqual({
      status: 200,
      tables: ['bantin-feedback', 'bantin-newsroom', 'bantin-site', 'bantin-views'],
    })
  })

  it('answers nobody else: not without a signature, not with the key of an editor, an administrator or a stranger', async () => {
    const unsigned = { method: 'POST', headers: listTables, body: '{}' }
    const pretended = {
      ...unsigned,
      headers: {
        ...listTables,
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
    }
    const stranger = { accessKeyId: 'local', secretAccessKey: 'local' }
    const others = await Promise.all([...cloud.keys, stranger].map(signed))
    for (const asked of [{}, unsigned, pretended, ...others])
      expect(await ask(cloud.addresses.database, asked)).toMatchObject({ status: 403, cors: false })
  })

  it('does not take another body than the one that was signed', async () => {
    const asked = await signed(cloud.internal)
    expect((await ask(cloud.addresses.database, { ...asked, body: '{"Limit":1}' })).status).toBe(403)
  })
})

it('empties the edge for the key of the functions only', async () => {
  const path = '/2020-05-31/distribution/LOCAL/invalidation'
  const body =
    '<InvalidationBatch><CallerReference>a</CallerReference><Paths><Quantity>1</Quantity><Items><Path>/*</Path></Items></Paths></InvalidationBatch>'
  expect((await ask(cloud.addresses.invalidations, { method: 'POST', path, body })).status).toBe(403)
})

it('lets the desk, and no other page, send forms to the object store', async () => {
  const preflight = {
    method: 'OPTIONS',
    path: '/bantin-uploads',
    headers: { 'access-control-request-method': 'POST' },
  }
  const from = (origin: string) =>
    ask(cloud.addresses.objects, { ...preflight, headers: { ...preflight.headers, origin } })
  expect(await from(cloud.addresses.edge)).toMatchObject({ status: 200, cors: true })
  expect(await from('https://evil.example')).toMatchObject({ status: 403, cors: false })
})
