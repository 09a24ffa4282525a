import { XMLParser, XMLValidator } from 'fast-xml-parser'
import * as z from 'zod'
import { bodyOf, readBody, refuseUnknownChecksum } from './body.ts'
import type { Bucket, OpenObject } from './bucket.ts'
import { answerXml, type Call, keptHeaders, piecesOf } from './call.ts'
import { isNotModified, writeGuard } from './conditions.ts'
import { objectKey } from './key-file.ts'
import { noSuchKey, S3Error } from './s3-error.ts'
import { NAMESPACE, xml } from './xml.ts'

/** Headers that would change what is stored or how. To ignore them would be to promise what is not kept. */
const NOT_IMPLEMENTED =
  /^x-amz-(object-lock|server-side-encryption-customer|write-offset|website-redirect|copy-source-range|mfa)/

const headersOf = ({ req, header, params }: Call) =>
  [...Object.keys(req.headers), ...params.keys()].map(
    (name) => [name.toLowerCase(), header(name.toLowerCase())] as const,
  )

function refuseNotImplemented(call: Call): void {
  for (const [name] of headersOf(call)) {
    if (NOT_IMPLEMENTED.test(name)) throw new S3Error('NotImplemented', `${name} is not implemented`)
    refuseUnknownChecksum(name)
  }
}

export async function putObject(call: Call): Promise<void> {
  if (call.header('x-amz-copy-source') !== undefined) return copyObject(call)
  refuseNotImplemented(call)
  const { req, res, bucket, key, header, payload } = call
  const guard = writeGuard(header)
  const headers = keptHeaders(headersOf(call))
  // Asked again at the commit; asked now so that a refusal does not cost the upload.
  guard(await bucket.find(key))
  const body = bodyOf(piecesOf(req), header, payload)
  const draft = await bucket.receive(body.content)
  try {
    body.check(draft)
    const { etag, crc32 } = await bucket.commit(draft, key, headers, guard)
    res.writeHead(200, { etag, 'x-amz-checksum-crc32': crc32, 'content-length': 0 }).end()
  } finally {
    await bucket.discard(draft)
  }
}

async function copyObject(call: Call): Promise<void> {
  refuseNotImplemented(call)
  const { res, bucket, buckets, key, header } = call
  const directive = header('x-amz-metadata-directive') ?? 'COPY'
  if (directive !== 'COPY' && directive !== 'REPLACE')
    throw new S3Error('InvalidArgument', 'x-amz-metadata-directive is COPY or REPLACE')
  const from = parseCopySource(header('x-amz-copy-source') ?? '', buckets)
  if (directive === 'COPY' && from.bucket === bucket && from.key === key)
    throw new S3Error('InvalidRequest', 'This copy request is illegal because it changes nothing')
  const guard = writeGuard(header)
  const source = await from.bucket.open(from.key)
  if (!source) throw noSuchKey()
  try {
    if (isNotModified((name) => header(`x-amz-copy-source-${name}`), source.object))
      throw new S3Error('PreconditionFailed', 'The source of the copy is not the one that was asked for')
    const headers = directive === 'COPY' ? source.object.headers : keptHeaders(headersOf(call))
    const draft = await bucket.receive(contentOf(source))
    try {
      const { etag, lastModified } = await bucket.commit(draft, key, headers, guard)
      answerXml(
        res,
        xml`<CopyObjectResult xmlns="${NAMESPACE}"><LastModified>${lastModified}</LastModified><ETag>${etag}</ETag></CopyObjectResult>`,
      )
    } finally {
      await bucket.discard(draft)
    }
  } finally {
    await source.close()
  }
}

async function* contentOf({ object, read }: OpenObject): AsyncGenerator<Uint8Array> {
  if (object.size > 0) yield* read(0, object.size - 1)
}

function parseCopySource(source: string, buckets: ReadonlyMap<string, Bucket>) {
  const [, name = '', encodedKey = '', query] = /^\/?([^/?]+)\/([^?]+)(\?.*)?$/.exec(source) ?? []
  if (query !== undefined) throw new S3Error('NotImplemented', 'versions are not implemented')
  const bucket = buckets.get(name)
  if (name === '') throw new S3Error('InvalidArgument', 'x-amz-copy-source is /bucket/key')
  if (!bucket) throw new S3Error('NoSuchBucket', 'The bucket of x-amz-copy-source does not exist')
  try {
    return { bucket, key: objectKey(decodeURIComponent(encodedKey)) }
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    throw new S3Error('InvalidArgument', 'x-amz-copy-source has a broken percent-encoding')
  }
}

export async function deleteObject({ res, bucket, key, header }: Call): Promise<void> {
  await bucket.remove(key, writeGuard(header))
  res.writeHead(204).end()
}

const deleteRequest = z.object({
  Delete: z.object({
    Quiet: z.enum(['true', 'false']).default('false'),
    Object: z
      .array(z.strictObject({ Key: z.string().min(1) }))
      .min(1)
      .max(1000),
  }),
})

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  // Without it references such as &#10; would stay in the key.
  htmlEntities: true,
  isArray: (name) => name === 'Object',
})

export async function deleteObjects({ req, res, bucket, header, payload }: Call): Promise<void> {
  const text = (await readBody(bodyOf(piecesOf(req), header, payload), 2_000_000)).toString()
  const { Quiet, Object: objects } = parseDelete(text).Delete
  for (const { Key } of objects) await bucket.remove(objectKey(Key))
  const deleted = Quiet === 'true' ? [] : objects.map(({ Key }) => xml`<Deleted><Key>${Key}</Key></Deleted>`)
  answerXml(res, xml`<DeleteResult xmlns="${NAMESPACE}">${deleted}</DeleteResult>`)
}

function parseDelete(text: string): z.infer<typeof deleteRequest> {
  const malformed = new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate',
  )
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true) throw malformed
  const parsed = deleteRequest.safeParse(parser.parse(text))
  if (!parsed.success) throw malformed
  return parsed.data
}
