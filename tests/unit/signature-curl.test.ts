import { spawn, spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createVerifier } from '../../infra/cloud/signature.ts'

const region = 'ap-southeast-1'
const verifier = createVerifier({
  service: 'execute-api',
  region,
  secretOf: (id) => (id === 'LAN' ? 'secret' : undefined),
})
const signsItself = spawnSync('curl', ['--help', 'all']).stdout?.toString().includes('--aws-sigv4')

let server: Server
let base: string
beforeAll(async () => {
  server = createServer(async (req, res) => {
    const { method = '', url: target = '', rawHeaders } = req
    const verdict = await verifier.verify({ method, target, rawHeaders, body: await buffer(req) })
    res.end(verdict.ok ? 'accepted' : verdict.reason)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

async function curl(path: string, options: string[] = [], user = 'LAN:secret') {
  const args = [
    '-s',
    '--aws-sigv4',
    `aws:amz:${region}:execute-api`,
    '--user',
    user,
    ...options,
    `${base}${path}`,
  ]
  return text(spawn('curl', args).stdout)
}

it.skipIf(!signsItself).each<[string, string, string[]]>([
  ['reads', '/articles?b=2&a=1', []],
  ['reads the root', '', []],
  ['reads Vietnamese addresses', '/tin-t%E1%BB%A9c?q=%C4%91%E1%BB%93ng', []],
  ['encodes a Vietnamese search itself', '/search', ['-G', '--data-urlencode', 'q=lễ hội']],
  [
    'creates',
    '/articles/abc',
    [
      '-X',
      'PUT',
      '-H',
      'If-None-Match: *',
      '-H',
      'Content-Type: application/json',
      '-d',
      '{"title":"Lễ hội"}',
    ],
  ],
  [
    'publishes',
    '/articles/abc/translations/vi/publish',
    ['-X', 'POST', '-H', 'If-Match: "3"', '-H', 'Idempotency-Key: k1'],
  ],
  ['deletes', '/articles/abc', ['-X', 'DELETE']],
])('curl --aws-sigv4 %s (skipped where curl cannot sign)', async (_what, path, options) => {
  expect(await curl(path, options)).toBe('accepted')
})

it.skipIf(!signsItself)(
  'curl with another secret or region is refused (skipped where curl cannot sign)',
  async () => {
    expect(await curl('/articles', [], 'LAN:other')).toBe('the signature does not match')
    expect(await curl('/articles', ['--aws-sigv4', 'aws:amz:us-east-1:execute-api'])).toBe(
      'the scope names another region',
    )
  },
)
