import { S3Error } from './s3-error.ts'

const LINE_LIMIT = 4096
const TRAILER_LIMIT = 4

const malformed = () => new S3Error('IncompleteBody', 'The aws-chunked body is malformed or ends too early')

/**
 * Decodes Content-Encoding aws-chunked without chunk signatures, which is how the SDK streams:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html. Trailers are put into the map.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  maxBytes: number,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = createReader(source)
  let total = 0
  for (let size = await chunkSize(reader); size > 0; size = await chunkSize(reader)) {
    total += size
    if (total > maxBytes) throw malformed()
    yield* reader.take(size)
    if ((await reader.line()) !== '') throw malformed()
  }
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const [, name = '', value = ''] = /^([a-z0-9-]+):\s*(\S+)\s*$/i.exec(line) ?? []
    if (name === '' || trailers.has(name.toLowerCase()) || trailers.size === TRAILER_LIMIT) throw malformed()
    trailers.set(name.toLowerCase(), value)
  }
  if (!(await reader.ended())) throw malformed()
}

async function chunkSize(reader: Reader): Promise<number> {
  const line = await reader.line()
  if (!/^[0-9a-f]{1,12}$/i.test(line)) throw malformed()
  return Number.parseInt(line, 16)
}

type Reader = ReturnType<typeof createReader>

function createReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let buffer: Buffer = Buffer.alloc(0)

  async function more(): Promise<boolean> {
    const next = await chunks.next()
    if (next.done) return false
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value])
    return true
  }

  return {
    async line(): Promise<string> {
      for (;;) {
        const end = buffer.indexOf('\r\n')
        if (end > LINE_LIMIT || (end < 0 && buffer.length > LINE_LIMIT)) throw malformed()
        if (end >= 0) {
          const line = buffer.toString('latin1', 0, end)
          buffer = buffer.subarray(end + 2)
          return line
        }
        if (!(await more())) throw malformed()
      }
    },

    async *take(bytes: number): AsyncGenerator<Buffer> {
      for (let left = bytes; left > 0; ) {
        if (buffer.length === 0 && !(await more())) throw malformed()
        const part = buffer.subarray(0, left)
        buffer = buffer.subarray(part.length)
        left -= part.length
        if (part.length > 0) yield part
      }
    },

    async ended(): Promise<boolean> {
      while (buffer.length === 0) if (!(await more())) return true
      return false
    },
  }
}
