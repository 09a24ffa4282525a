import { Agent, createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { DatabaseAddress } from '../../../infra/cloud/database-client.ts'
import { close, listen } from '../../../infra/cloud/listen.ts'
import { signerFor } from '../product/databases.ts'
import { createRandom } from '../random.ts'

/** What becomes of a request, and of how many in a thousand. Those of `writing` only of one that writes. */
const fates = {
  /** Done, and the answer never arrives. */
  lost: 20,
  /** The line breaks, and the request is done later all the same: the client may have asked again by then. */
  late: 15,
  /** Done, and answered as if it had failed. */
  doneAndFailed: 8,
  failed: 8,
  throttled: 8,
  exceeded: 8,
  slow: 25,
}
const fatesOfWriting = { killedBefore: 8, killedAfter: 8 }

export const everyFate = [...Object.keys(fates), ...Object.keys(fatesOfWriting), 'passed']
type Fate = keyof typeof fates | keyof typeof fatesOfWriting | 'passed'

/** Of those that are not done as they should, how many meet the same again each time that the client repeats them. */
const stubborn = 0.35

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

function refusal(status: number, name: string): Answer {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'by chance' })
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: Buffer.from(body) }
}
const failure = refusal(500, 'InternalServerError')
const refusals = {
  failed: failure,
  throttled: refusal(400, 'ThrottlingException'),
  exceeded: refusal(400, 'ProvisionedThroughputExceededException'),
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body)
}

interface FaultOptions {
  database: DatabaseAddress
  seed: number
  /** Ends whoever sent the request, in the middle of it. */
  kill: () => void
}

/** A bad line to the database: it loses, repeats, delays and refuses by chance, and kills who asks. */
export async function startFaults({ database, seed, kill }: FaultOptions) {
  const random = createRandom(seed)
  const agent = new Agent({ keepAlive: true })
  const sign = signerFor(database)
  const met: Partial<Record<Fate, number>> = {}
  const fateOf = new Map<string, Fate>()
  const underWay = new Set<Promise<unknown>>()

  function draw(isWrite: boolean): Fate {
    let left = random() * 1000
    for (const [fate, share] of Object.entries({ ...fates, ...(isWrite && fatesOfWriting) })) {
      left -= share
      // Object.entries forgets which names there are.
      if (left < 0) return fate as Fate
    }
    return 'passed'
  }

  /** The SDK sends the same invocation id with each repetition of a request. */
  function meet(headers: IncomingHttpHeaders): Fate {
    const invocation = String(headers['amz-sdk-invocation-id'])
    const isWrite = String(headers['x-amz-target']).endsWith('.PutItem')
    const fate = fateOf.get(invocation) ?? draw(isWrite)
    if (fate !== 'passed' && random() < stubborn) fateOf.set(invocation, fate)
    met[fate] = (met[fate] ?? 0) + 1
    return fate
  }

  async function forward(asked: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
    const headers = await sign(asked, body)
    return await new Promise((resolve, reject) => {
      const sent = request(database.endpoint, { method: 'POST', headers, agent }, (answer) => {
        bodyOf(answer).then((read) => {
          resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: read })
        }, reject)
      })
      sent.on('error', reject).end(body)
    })
  }

  async function suffer(fate: Fate, headers: IncomingHttpHeaders, body: Buffer, response: ServerResponse) {
    switch (fate) {
      case 'failed':
      case 'throttled':
      case 'exceeded':
        return send(response, refusals[fate])
      case 'killedBefore':
        kill()
        return void response.destroy()
      case 'late':
        response.destroy()
        await setTimeout(random() * 60)
        return void (await forward(headers, body))
    }
    if (fate === 'slow') await setTimeout(random() * 30)
    const answer = await forward(headers, body)
    if (fate === 'killedAfter') kill()
    if (fate === 'lost' || fate === 'killedAfter') return void response.destroy()
    if (fate === 'slow') await setTimeout(random() * 30)
    send(response, fate === 'doneAndFailed' ? failure : answer)
  }

  const server = createServer(async (asked, response) => {
    const body = await bodyOf(asked).catch(() => undefined)
    // Who asked was killed before all of it was sent.
    if (!body) return
    // The database may close a connection that was idle just as it is used again: one more way to get no answer.
    const work = suffer(meet(asked.headers), asked.headers, body, response).catch(() => response.destroy())
    underWay.add(work)
    await work
    underWay.delete(work)
  })

  return {
    endpoint: `http://127.0.0.1:${await listen(server)}`,
    /** How many requests met each fate. */
    met,
    /** What is late arrives before this ends. */
    async stop(): Promise<void> {
      await close(server)
      await Promise.all(underWay)
      agent.destroy()
    },
  }
}
