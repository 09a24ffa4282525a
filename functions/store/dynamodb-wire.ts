import { type ClientRequest, Agent as HttpAgent, request as http } from 'node:http'
import { Agent as HttpsAgent, request as https } from 'node:https'
import { sign } from 'aws4'

/** With what requests to DynamoDB are signed. */
export interface DatabaseAccess {
  region: string
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  /** Of what stands in for DynamoDB. @default DynamoDB itself */
  endpoint?: string
}

/** One operation of DynamoDB: its input as JSON, and its output as JSON, both as they travel. */
export type AskDatabase = (operation: 'BatchGetItem' | 'Query', input: string) => Promise<string>

/** The output with its items in one order: DynamoDB gives those of a batch in any. */
function inOrder(output: string): string {
  const { Responses = {}, ...rest } = JSON.parse(output)
  const items = Object.values<object[]>(Responses).flat()
  return JSON.stringify([rest, items.map((item) => JSON.stringify(item)).sort()])
}

/** Whether two outputs of one operation say the same. */
export function isSameOutput(one: string, other: string): boolean {
  return one === other || (one.length === other.length && inOrder(one) === inOrder(other))
}

/** No reader waits for a table that does not answer: two tries take less than two seconds, then the mirror is asked. */
const patience = { connection: 500, answer: 900, tries: 2 }

/** What DynamoDB answered instead, under the name that it gives it. */
class Refused extends Error {
  readonly status: number

  constructor(status: number, body: string) {
    super(`the database answered ${status}: ${body.slice(0, 300)}`)
    this.status = status
    this.name = /"__type":"[^"]*?(\w+)"/u.exec(body)?.[1] ?? 'DatabaseError'
  }
}

/** Whether the same question may be answered at another time: what is wrong with it itself stays wrong. */
function mayChange(error: unknown): boolean {
  return !(error instanceof Refused) || error.status >= 500 || /Throttl|Exceeded/u.test(error.name)
}

function giveUpAfter(milliseconds: number, request: ClientRequest) {
  return setTimeout(() => {
    const error = new Error(`the database did not answer in ${milliseconds} ms`)
    error.name = 'TimeoutError'
    request.destroy(error)
  }, milliseconds)
}

/**
 * DynamoDB, asked without its SDK, whose middleware takes more time than all else that a page costs, and as much again to
 * load. For the reader's door alone: it reads, and does nothing else.
 */
export function createDatabaseWire({ region, endpoint, ...credentials }: DatabaseAccess): AskDatabase {
  const { host, hostname, port, protocol } = new URL(endpoint ?? `https://dynamodb.${region}.amazonaws.com`)
  const [open, agent] =
    protocol === 'http:'
      ? [http, new HttpAgent({ keepAlive: true })]
      : [https, new HttpsAgent({ keepAlive: true })]

  function send(operation: string, body: string): Promise<string> {
    const { headers } = sign(
      {
        ...{ service: 'dynamodb', region, host, method: 'POST', path: '/', body },
        headers: {
          'Content-Type': 'application/x-amz-json-1.0',
          'X-Amz-Target': `DynamoDB_20120810.${operation}`,
        },
      },
      credentials,
    )
    return new Promise((resolve, reject) => {
      const request = open({ hostname, port, method: 'POST', path: '/', agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.once('error', reject)
        answer.once('end', () => {
          clearTimeout(timer)
          const text = Buffer.concat(chunks).toString('utf8')
          if (answer.statusCode === 200) resolve(text)
          else reject(new Refused(answer.statusCode ?? 0, text))
        })
      })
      let timer = giveUpAfter(patience.connection, request)
      const connected = () => {
        clearTimeout(timer)
        timer = giveUpAfter(patience.answer, request)
      }
      request.once('socket', (socket) => {
        if (socket.connecting) socket.once('connect', connected)
        else connected()
      })
      request.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      request.end(body)
    })
  }

  return async function ask(operation, input) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await send(operation, input)
      } catch (error) {
        if (tries === patience.tries || !mayChange(error)) throw error
      }
    }
  }
}
