import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isBusy } from '../../functions/http/busy.ts'
import { createDatabaseWire } from '../../functions/store/dynamodb-wire.ts'

type Says = [status: number, body: string]
const throttled: Says = [
  400,
  '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow down"}',
]

/** A database that says one thing after the other, the last one for ever. */
async function aDatabase(...says: Says[]) {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer(async (request, response) => {
    const body = (await Array.fromAsync(request)).join('')
    const [status, text] = says[Math.min(asked.length, says.length - 1)]!
    asked.push({ headers: request.headers, body })
    response.writeHead(status).end(text)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const ask = createDatabaseWire({
    ...{ region: 'ap-southeast-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    ...{ sessionToken: 'token', endpoint: `http://127.0.0.1:${port}` },
  })
  return { ask, asked }
}

describe('a question to the database without its SDK', () => {
  it('is signed, with the session of the role, and answered as it came', async () => {
    const { ask, asked } = await aDatabase([200, '{"Items":[]}'])
    expect(await ask('Query', '{"TableName":"site"}')).toBe('{"Items":[]}')
    expect(asked).toMatchObject([
      {
        body: '{"TableName":"site"}',
        headers: {
          'x-amz-target': 'DynamoDB_20120810.Query',
          'x-amz-security-token': 'token',
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/ap-southeast-1\/dynamodb\/aws4_request, /u,
          ),
        },
      },
    ])
  })

  it.each([
    ['is throttled', throttled],
    ['fails', [500, '{"__type":"InternalServerError"}'] satisfies Says],
  ] as const)('is asked once more when the database %s', async (_, says) => {
    const { ask, asked } = await aDatabase([...says], [200, '{}'])
    expect(await ask('BatchGetItem', '{}')).toBe('{}')
    expect(asked).toHaveLength(2)
  })

  it('is given up after the second time, by the name that the doors know', async () => {
    const { ask, asked } = await aDatabase(throttled)
    const error = await ask('Query', '{}').catch((reason: unknown) => reason)
    expect(isBusy(error)).toBe(true)
    expect(asked).toHaveLength(2)
  })

  it('is not asked again when it is wrong itself', async () => {
    const { ask, asked } = await aDatabase([400, '{"__type":"x#ValidationException","message":"no"}'])
    await expect(ask('Query', '{}')).rejects.toMatchObject({ name: 'ValidationException' })
    expect(asked).toHaveLength(1)
  })
})
