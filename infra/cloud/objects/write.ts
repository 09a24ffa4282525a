import { bodyOf, refuseUnknownChecksum } from './body.ts'
import { type Call, keptHeaders, piecesOf } from './call.ts'
import { writeGuard } from './conditions.ts'
import { S3Error } from './s3-error.ts'

/** Headers that would change what is stored or how. To ignore them would be to promise what is not kept. */
const NOT_IMPLEMENTED =
  /^x-amz-(object-lock|server-side-encryption-customer|write-offset|website-redirect|copy-source|mfa)/

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

export async function deleteObject({ res, bucket, key, header }: Call): Promise<void> {
  await bucket.remove(key, writeGuard(header))
  res.writeHead(204).end()
}
