import { randomBytes } from 'node:crypto'
import http, { type IncomingMessage } from 'node:http'
import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import * as z from 'zod'

const namespace = 'http://cloudfront.amazonaws.com/doc/2020-05-31/'
const address = /^\/2020-05-31\/distribution\/[^/]+\/invalidation\/?$/
const maxBodyBytes = 16_000_000
const maxWildcards = 15
/** How many batches are remembered, for those who send one twice. */
const maxRemembered = 1_000

const batchSchema = z.object({
  InvalidationBatch: z.object({
    CallerReference: z.string().min(1),
    Paths: z.object({
      Quantity: z.coerce.number(),
      // The parser makes a string of an empty element.
      Items: z.union([z.literal(''), z.object({ Path: z.array(z.string()) })]).optional(),
    }),
  }),
})

interface Batch {
  id: string
  reference: string
  paths: string[]
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
}: {
  purge: (tags: string[]) => void
  purgePaths: (paths: string[]) => void
  /** How many paths one call may hold. @default 3,000 as CloudFront's */
  limit?: number
}): http.Server {
  const remembered = new Map<string, Batch>()

  /** A reference names one batch: repeated with the same paths it changes nothing. */
  function create(reference: string, paths: string[]): Batch {
    const known = remembered.get(reference)
    if (known) {
      if (known.paths.join('\n') === paths.join('\n')) return known
      throw new ApiError(400, 'InvalidationBatchAlreadyExists', `"${reference}" named other paths before`)
    }
    const tags = paths.filter((path) => path.startsWith('#'))
    if (tags.length > 0) purge(tags.map((tag) => tag.slice(1)))
    if (tags.length < paths.length) purgePaths(paths.filter((path) => !path.startsWith('#')))
    return remember({ id: newId(), reference, paths, createdAt: new Date().toISOString() })
  }

  function remember(batch: Batch): Batch {
    remembered.set(batch.reference, batch)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= maxRemembered) break
      remembered.delete(oldest)
    }
    return batch
  }

  return http.createServer(async (request, response) => {
    const requestId = newId()
    try {
      const { reference, paths } = await readBatch(request)
      assertAllowed(paths, limit)
      const batch = create(reference, paths)
      const location = `${(request.url ?? '').replace(/\/$/, '')}/${batch.id}`
      response.writeHead(201, { 'content-type': 'text/xml', location, 'x-amzn-requestid': requestId })
      response.end(invalidationXml(batch))
    } catch (error) {
      const { status, code, message } =
        error instanceof ApiError ? error : new ApiError(500, 'InternalError', 'the edge could not be purged')
      // A body that was not read to its end leaves nothing to reuse.
      const connection = request.complete ? 'keep-alive' : 'close'
      response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId, connection })
      response.end(errorXml(code, message, requestId))
    }
  })
}

async function readBatch(request: IncomingMessage): Promise<{ reference: string; paths: string[] }> {
  if (request.method !== 'POST' || !address.test(request.url ?? ''))
    throw new ApiError(404, 'NoSuchResource', `only CreateInvalidation is known here, not ${request.method}`)
  const batch = batchSchema.safeParse(parseXml(await readText(request)))
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

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > maxBodyBytes)
      throw new ApiError(413, 'BatchTooLarge', `the body is over ${maxBodyBytes} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  isArray: (name) => name === 'Path',
})

function parseXml(text: string): unknown {
  // Nothing that speaks to CloudFront declares entities; who does means harm.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined
  try {
    return parser.parse(text)
  } catch {
    return undefined
  }
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' })

function invalidationXml({ id, reference, paths, createdAt }: Batch): string {
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
