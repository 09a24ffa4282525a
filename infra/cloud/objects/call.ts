import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Bucket } from './bucket.ts'
import type { HeaderOf } from './conditions.ts'
import { S3Error } from './s3-error.ts'
import { document, type Xml } from './xml.ts'

/** One authenticated request. */
export interface Call {
  req: IncomingMessage
  res: ServerResponse
  bucket: Bucket
  /** Empty when the request is about the bucket. */
  key: string
  params: ReadonlyMap<string, string>
  header: HeaderOf
  /** What was signed for the body. */
  payload: string
}

/** The body as pieces. Leaving early does not close the connection, which still has to carry the refusal. */
export const piecesOf = (req: IncomingMessage): AsyncIterable<Buffer> =>
  req.iterator({ destroyOnReturn: false })

export function answerXml(res: ServerResponse, root: Xml, status = 200): void {
  const body = Buffer.from(document(root))
  res.writeHead(status, { 'content-type': 'application/xml', 'content-length': body.length }).end(body)
}

const KEPT = /^(content-(type|disposition|language|encoding)|cache-control|expires|x-amz-meta-.+)$/

/** What is kept with an object and given back with it. */
export function keptHeaders(
  entries: Iterable<readonly [string, string | undefined]>,
): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' }
  let metadataBytes = 0
  for (const [name, value] of entries) {
    if (!KEPT.test(name) || !value) continue
    mustBeHeaderValue(name, value)
    if (name.startsWith('x-amz-meta-')) metadataBytes += name.length - 'x-amz-meta-'.length + value.length
    kept[name] = value
  }
  if (metadataBytes > 2048) throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed 2 kB')
  return kept
}

/** S3 keeps US-ASCII; beyond it a header would not come back as the text that was meant. */
export function mustBeHeaderValue(name: string, value: string): void {
  if (/[^\t\x20-\x7e]/.test(value))
    throw new S3Error(
      'InvalidArgument',
      `${name} holds more than US-ASCII; a file name can be given as filename*=UTF-8''`,
    )
}
