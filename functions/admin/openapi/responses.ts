import { problem } from '../answers.ts'
import type { Description } from '../describe.ts'
import { isOpen, type Route } from './routes.ts'
import type { SchemaWriter } from './schemas.ts'
import type { Answer, ApiDocument, ApiOperation, Content, JsonSchema, Reference, Words } from './types.ts'

type Status = keyof Words['statuses']

const header = (name: string): Reference => ({ $ref: `#/components/headers/${name}` })

function contentOf({ answer, files = [] }: Description, schemas: SchemaWriter): Content | undefined {
  const file: JsonSchema = {}
  const content = {
    ...(answer && { 'application/json': { schema: schemas.write(answer, 'output') } }),
    ...Object.fromEntries(files.map((type) => [type, { schema: file }])),
  }
  return Object.keys(content).length > 0 ? content : undefined
}

/** Refusals follow from what runs: a body can be too large, a precondition missing, a signature absent. */
function refusalsOf({ writes, makes, mayKnow, refuses = [] }: Description, route: Route) {
  const { takesJson } = route
  const open = isOpen(route)
  const all: Record<Status, boolean> = {
    400: route.method !== 'GET',
    403: !open,
    404: refuses.includes(404),
    409: refuses.includes(409),
    412: writes !== undefined || mayKnow === true,
    413: takesJson,
    415: takesJson,
    422: route.validations.length > 0,
    428: writes !== undefined || makes === true,
    429: true,
    500: true,
    503: !open,
  }
  return Object.entries(all).flatMap(([status, may]) => (may ? [status] : []))
}

/** What a route answers, by status. */
export function answersOf(
  description: Description,
  route: Route,
  { results }: Words,
  schemas: SchemaWriter,
): ApiOperation['responses'] {
  const content = contentOf(description, schemas)
  const good = {
    ...((description.tagged || description.writes) && { headers: { ETag: header('ETag') } }),
    ...(content && { content }),
  }
  const refusals = refusalsOf(description, route).map((status) => [
    status,
    { $ref: `#/components/responses/${status}` },
  ])
  return {
    ...(description.kept && { 304: { description: results.kept } }),
    ...(description.empty && { 204: { description: results.empty, ...good } }),
    ...(!description.makes && !description.empty && { 200: { description: results.ok, ...good } }),
    ...((description.makes || description.writes === 'put') && {
      201: { description: results.created, ...good },
    }),
    ...Object.fromEntries(refusals),
  }
}

/** What the gateway itself refuses has a message and nothing else. */
const gatewayMessage: JsonSchema = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
}

function refusal(status: string, description: string, details: JsonSchema): Answer {
  const headers = {
    ...(status === '412' && { ETag: header('ETag') }),
    ...(status === '503' && { 'Retry-After': header('RetryAfter') }),
  }
  const byGateway = status === '403' || status === '429'
  return {
    description,
    ...(Object.keys(headers).length > 0 && { headers }),
    content: {
      ...(status !== '429' && { 'application/problem+json': { schema: details } }),
      ...(byGateway && { 'application/json': { schema: gatewayMessage } }),
    },
  }
}

/** Every refusal, once: problem details (RFC 9457). */
export function componentResponses(
  { statuses, headers }: Words,
  schemas: SchemaWriter,
): Pick<ApiDocument['components'], 'responses' | 'headers'> {
  const details = schemas.write(problem, 'output')
  const responses = Object.entries(statuses).map(([status, text]) => [status, refusal(status, text, details)])
  return {
    responses: Object.fromEntries(responses),
    headers: {
      ETag: { description: headers.etag, schema: { type: 'string' } },
      RetryAfter: { description: headers.retryAfter, schema: { type: 'integer', minimum: 0 } },
    },
  }
}
