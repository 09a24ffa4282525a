import { createHash, randomBytes } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'

import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import * as z from 'zod'
import { type GuardOptions, guardedBySignature } from '../guard.ts'
import type { Verifier } from '../signature.ts'

const namespace = 'http://cloudfront.amazonaws.com/doc/2020-05-31/'
const address = /^\/2020-05-31\/distribution\/[^/]+\/invalidation\/?$/
const maxWildcards = 15
/** How many batches are remembered, for those who send one twice. */
const maxRemembered = 1_000

const batchSchema = z.object({
  InvalidationBatch: z.object({
    CallerReference: z.string().min(1).max(1_024),
    Paths: z.object({
      Quantity: z.coerce.number(),
      // The parser makes a string of an empty element.
      Items: z.union([z.literal(''), z.object({ Path: z.array(z.string()) })]).optional(),
    }),
  }),
})

interface Batch {
  id: string
  /** Of its paths, which may be megabytes. */
  digest: string
  createdAt: string
}

/** An error as CloudFront names it, so that the SDK throws the exception of that name. */
class ApiError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** CloudFront's CreateInvalidation for the local edge: `#tag`, `/path` and `/path*`, done before it is answered. */
export function createInvalidationApi({
  purge,
  purgePaths,
  limit = 3_000,
  verifier,
  onRefusal,
}: Pick<GuardOptions, 'onRefusal'> & {
  /** Knows the keys that may sign. */
  verifier: Verifier
  purge: (tags: string[]) => void
  purgePaths: (paths: string[]) => void
  /** How many paths one call may hold. @default 3,000 as CloudFront's */
  limit?: number
}): http.Server {
  const remembered = new Map<string, Batch>()

  /** A reference names one batch: repeated with the same paths it changes nothing. */
  function create(reference: string, paths: string[]): Batch {
    const digest = createHash('sha256').update(paths.join('\n')).digest('base64')
    const known = remembered.get(reference)
    if (known) {
      if (known.digest === digest) return known
      throw new ApiError(400, 'InvalidationBatchAlreadyExists', `"${reference}" named other paths before`)
    }
    const tags = paths.filter((path) => path.startsWith('#'))
    if (tags.length > 0) purge(tags.map((tag) => tag.slice(1)))
    if (tags.length < paths.length) purgePaths(paths.filter((path) => !path.startsWith('#')))
    return remember(reference, { id: newId(), digest, createdAt: new Date().toISOString() })
  }

  function remember(reference: string, batch: Batch): Batch {
    remembered.set(reference, batch)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= maxRemembered) break
      remembered.delete(oldest)
    }
    return batch
  }

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const requestId = newId()
    try {
      const { reference, paths } = readBatch(request, body)
      assertAllowed(paths, limit)
      const batch = create(reference, paths)
      const location = `${(request.url ?? '').replace(/\/$/, '')}/${batch.id}`
      response.writeHead(201, { 'content-type': 'text/xml', location, 'x-amzn-requestid': requestId })
      response.end(invalidationXml(batch, reference, paths))
    } catch (error) {
      const { status, code, message } =
        error instanceof ApiError ? error : new ApiError(500, 'InternalError', 'the edge could not be purged')
      response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId })
      response.end(errorXml(code, message, requestId))
    }
  }

  return http.createServer(guardedBySignature(answer, { verifier, onRefusal }))
}

function readBatch(request: IncomingMessage, body: Buffer): { reference: string; paths: string[] } {
  if (request.method !== 'POST' || !address.test(request.url ?? ''))
    throw new ApiError(404, 'NoSuchResource', `only CreateInvalidation is known here, not ${request.method}`)
  const batch = batchSchema.safeParse(parseXml(body.toString('utf8')))
  if (!batch.success) throw new ApiError(400, 'MalformedInput', 'the body is not an InvalidationBatch')
  const { CallerReference: reference, Paths } = batch.data.InvalidationBatch
  const paths = Paths.Items ? Paths.Items.Path : []
  if (Paths.Quantity !== paths.length)
    throw new ApiError(
      400,
      'InconsistentQuantities',
      `Quantity is ${Paths.Quantity}, but there are ${paths.length}`,
    )
  return { reference, paths }
}

function assertAllowed(paths: string[], limit: number) {
  const wrong = paths.find((path) => !/^(\/[!-~]*|#[!-~]{1,256})$/.test(path) || /^#.*[,*]/.test(path))
  if (paths.length === 0 || wrong !== undefined)
    throw new ApiError(400, 'InvalidArgument', `"${wrong ?? ''}" is neither a path nor #tag`)
  const wildcards = paths.filter((path) => path.endsWith('*')).length
  if (paths.length > limit || wildcards > maxWildcards)
    throw new ApiError(
      400,
      'TooManyInvalidationsInProgress',
      `${paths.length} paths with ${wildcards} wildcards; at most ${limit} with ${maxWildcards}`,
    )
}

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  isArray: (name) => name === 'Path',
})

function parseXml(text: string): unknown {
  // Nothing that speaks to CloudFront declares entities; whoever does means harm.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined
  try {
    return parser.parse(text)
  } catch {
    return undefined
  }
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' })

function invalidationXml({ id, createdAt }: Batch, reference: string, paths: string[]): string {
  return xml({
    Invalidation: {
      '@xmlns': namespace,
      Id: id,
      Status: 'Completed',
      CreateTime: createdAt,
      InvalidationBatch: {
        Paths: { Quantity: paths.length, Items: { Path: paths } },
        CallerReference: reference,
      },
    },
  })
}

function errorXml(code: string, message: string, requestId: string): string {
  return xml({
    ErrorResponse: {
      '@xmlns': namespace,
      Error: { Type: 'Sender', Code: code, Message: message },
      RequestId: requestId,
    },
  })
}

function xml(content: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(content)}`
}

function newId(): string {
  return `I${randomBytes(8).toString('hex').toUpperCase()}`
}
