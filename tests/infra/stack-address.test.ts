import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findSiteUrl } from '../../functions/config.ts'
import { createVerifier } from '../../infra/cloud/signature.ts'

const key = { id: 'AKIAEXAMPLEEXAMPLE00', secret: 'secret-of-the-functions-role-0123456789a' }
const verifier = createVerifier({
  service: 'ssm',
  region: 'ap-southeast-1',
  secretOf: (id) => (id === key.id ? key.secret : undefined),
})

/** Answers GetParameter for `/Bantin/site-url`, as Systems Manager does. */
function createParameterStore(value: string): Server {
  return createServer(async (request, response) => {
    const body = await buffer(request)
    const { method = '', url: target = '', rawHeaders, headers } = request
    const signed = (await verifier.verify({ method, target, rawHeaders, body })).ok
    const asked =
      headers['x-amz-target'] === 'AmazonSSM.GetParameter' && JSON.parse(body.toString('utf8')).Name
    const found = signed && asked === '/Bantin/site-url'
    response.writeHead(found ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(JSON.stringify(found ? { Parameter: { Value: value } } : { __type: 'ParameterNotFound' }))
  })
}

describe("the public address that the reader's function starts with", () => {
  let store: Server
  async function start(value: string): Promise<void> {
    store = createParameterStore(value)
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
    const { port } = store.address() as AddressInfo
    vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${port}`)
  }
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-southeast-1')
    vi.stubEnv('AWS_ACCESS_KEY_ID', key.id)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', key.secret)
    vi.stubEnv('AWS_SESSION_TOKEN', '')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    store?.close()
  })

  it('is the one that it is told', async () => {
    expect(await findSiteUrl('https://news.example.org')).toBe('https://news.example.org')
  })

  it('stands in the parameter that it is told of', async () => {
    await start('https://d111111abcdef8.cloudfront.net')
    expect(await findSiteUrl('ssm:/Bantin/site-url')).toBe('https://d111111abcdef8.cloudfront.net')
  })

  it('is not guessed where the parameter is missing, or holds no address', async () => {
    await start('d111111abcdef8.cloudfront.net/')
    await expect(findSiteUrl('ssm:/Other/site-url')).rejects.toThrow(
      /ssm:\/Other\/site-url cannot be read: 400/u,
    )
    await expect(findSiteUrl('ssm:/Bantin/site-url')).rejects.toThrow()
  })
})
