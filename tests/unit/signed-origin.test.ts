import { describe, expect, it } from 'vitest'
import { payloadHash, signedOrigin } from '../../infra/cloud/edge/signed-origin.ts'

const ask = async (request: {
  method?: 'GET' | 'HEAD' | 'POST'
  path?: string
  headers?: Record<string, string>
  body?: Buffer
}) => {
  const origin = signedOrigin(async () => ({ status: 200, headers: {}, body: Buffer.from('') }))
  return (await origin({ method: 'POST', path: '/views/a', query: '', headers: {}, ...request })).status
}

describe('a function’s address that takes what the CDN has signed alone', () => {
  it('takes a body whose hash the sender names, which the CDN cannot sign without', async () => {
    const body = Buffer.from('seen=1')
    expect(await ask({ headers: { 'x-amz-content-sha256': payloadHash() } })).toBe(200)
    expect(await ask({ headers: { 'x-amz-content-sha256': payloadHash(body) }, body })).toBe(200)
  })

  it('refuses a body without its hash, or with the hash of another, be it empty or not', async () => {
    expect(await ask({})).toBe(403)
    expect(await ask({ body: Buffer.from('seen=1') })).toBe(403)
    expect(await ask({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } })).toBe(403)
    const headers = { 'x-amz-content-sha256': payloadHash() }
    expect(await ask({ headers, body: Buffer.from('seen=1') })).toBe(403)
  })

  it('asks for no hash of what has no body', async () => {
    expect(await ask({ method: 'GET' })).toBe(200)
    expect(await ask({ method: 'HEAD' })).toBe(200)
  })

  it('refuses an address that two signers could write in two ways', async () => {
    for (const path of ['/vi/a%20b', '/vi/a+b', '/vi/../en'])
      expect(await ask({ method: 'GET', path })).toBe(403)
  })
})
