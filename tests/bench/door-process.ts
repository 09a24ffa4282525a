import { createServer } from 'node:http'
import * as z from 'zod'
import { toEvent } from '../../infra/cloud/gateway.ts'

/**
 * One way of answering, in a process of its own whose CPU is asked for: `door-process.ts KIND FILE`. KIND is `bare` (the
 * very bytes of FILE, from memory) or a module that exports a Lambda `handler` (FILE). All are behind the same HTTP server.
 */
const [kind = '', file = ''] = process.argv.slice(2)

const result = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  isBase64Encoded: z.boolean().default(false),
})
type Answer = (
  path: string,
) => Promise<{ status: number; headers: Record<string, string>; body: string | Buffer }>

async function bare(): Promise<Answer> {
  const { readFile } = await import('node:fs/promises')
  const kept = z
    .record(z.string(), z.object({ headers: z.record(z.string(), z.string()), body: z.string() }))
    .parse(JSON.parse(await readFile(file, 'utf8')))
  return async (path) => ({ status: 200, headers: {}, body: '', ...kept[path] })
}

async function lambda(): Promise<Answer> {
  const { handler } = await import(file)
  return async (path) => {
    const event = toEvent({
      method: 'GET',
      path: path.split('?')[0] ?? '/',
      query: path.split('?')[1] ?? '',
      headers: { host: 'bench.example', 'accept-encoding': 'br' },
      body: new Uint8Array(),
      sourceIp: '192.0.2.1',
    })
    const { statusCode, headers, body, isBase64Encoded } = result.parse(await handler(event, {}))
    return { status: statusCode, headers, body: isBase64Encoded ? Buffer.from(body, 'base64') : body }
  }
}

const answer = kind === 'bare' ? await bare() : await lambda()
// The request's line of the log costs what it costs on Lambda, where it is a pipe; nobody reads it here.
const server = createServer(async ({ url = '/' }, response) => {
  const { status, headers, body } = await answer(url)
  response.writeHead(status, headers).end(body)
}).listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: (user + system) / 1000 })
})
process.on('disconnect', () => process.exit())
