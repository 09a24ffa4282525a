import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import * as z from 'zod'

/** dynalite's answer to a request, whose body comes off a stream. */
export type Answering = (request: Readable, response: ServerResponse) => void

/** What every request to DynamoDB must carry; dynalite looks whether it is there, and believes it. */
const headers = {
  'content-type': 'application/x-amz-json-1.0',
  authorization: 'AWS4-HMAC-SHA256 Credential=itself, SignedHeaders=host, Signature=none',
  'x-amz-date': '20260101T000000Z',
}

const output = z.record(z.string(), z.unknown())

/** One operation of DynamoDB, asked in this process. Throws what was answered, where that is a refusal. */
export type Ask = (operation: string, input: object) => Promise<z.infer<typeof output>>

export function createAsk(answer: Answering): Ask {
  return (operation, input) => {
    const request = Object.assign(Readable.from([Buffer.from(JSON.stringify(input))]), {
      ...{ method: 'POST', url: '/' },
      headers: { ...headers, 'x-amz-target': `DynamoDB_20120810.${operation}` },
    })
    const response = new ServerResponse(new IncomingMessage(new Socket()))
    const { promise, resolve, reject } = Promise.withResolvers<z.infer<typeof output>>()
    response.end = (body: unknown) => {
      const said = String(body)
      if (response.statusCode === 200) resolve(output.parse(JSON.parse(said)))
      else reject(new Error(`the database answered ${response.statusCode} to ${operation}: ${said}`))
      return response
    }
    answer(request, response)
    return promise
  }
}
