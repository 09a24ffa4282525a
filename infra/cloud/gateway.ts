import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import type { Invoke } from './lambda.ts'

/** The largest payload that Lambda takes. */
export const largestPayload = 6 * 1024 * 1024

export interface GatewayRequest {
  method: string
  /** As on the wire: still encoded. */
  path: string
  query: string
  /** Lower-case names. */
  headers: Record<string, string>
  body: Uint8Array
  sourceIp: string
  /** What the IAM authorizer found. */
  iam?: Caller
}

/** Whoever signed, as the IAM authorizer names them; those who were lent credentials also by how they signed in. */
export interface Caller {
  accessKey: string
  userId: string
  userArn: string
  cognitoIdentity?: { amr: string[]; identityId: string; identityPoolId: string }
}

export interface GatewayResponse {
  status: number
  headers: Record<string, string>
  cookies: string[]
  body: Uint8Array
}

const lambdaResponse = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
})

/** These travel as they are, all others in base64. */
const textual = /^(?:text\/|application\/(?:json|javascript|xml)(?:;|$))/iu

/** These belong to one connection (RFC 9110, 7.6.1), and a function has none. */
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

function parametersOf(query: string): Record<string, string> {
  const values = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(query))
    values.set(name, [...(values.get(name) ?? []), value])
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')]))
}

/** An HTTP request as API Gateway's HTTP API and function URLs hand it on: payload format 2.0. */
export function toEvent({ method, path, query, headers, body, sourceIp, iam }: GatewayRequest) {
  const { cookie, ...others } = headers
  const isBase64Encoded = body.length > 0 && !(textual.test(headers['content-type'] ?? '') && isUtf8(body))
  const at = new Date()
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: others,
    ...(query && { queryStringParameters: parametersOf(query) }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: at.toUTCString(),
      timeEpoch: at.getTime(),
      ...(iam && { authorizer: { iam: { ...iam, accountId: '000000000000', callerId: iam.userId } } }),
    },
    ...(body.length > 0 && { body: Buffer.from(body).toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  }
}

/** What a function answered, as HTTP. */
export function fromResult(result: unknown): GatewayResponse {
  const { statusCode, headers, cookies, body, isBase64Encoded } = lambdaResponse.parse(result)
  const lowered = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => !hopByHop.has(name))
  return {
    status: statusCode,
    headers: Object.fromEntries(lowered),
    cookies,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  }
}

/** Calls a function with an HTTP request. A function that fails is an outage: the caller sees the error. */
export async function call(invoke: Invoke, request: GatewayRequest): Promise<GatewayResponse> {
  return fromResult(await invoke(toEvent(request)))
}

/** Repeated headers are joined as gateways do. */
export function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  )
}
