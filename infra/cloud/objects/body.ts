import { UNSIGNED_PAYLOAD, UNSIGNED_TRAILER } from '../signature.ts'
import { decodeAwsChunked } from './aws-chunked.ts'
import type { HeaderOf } from './conditions.ts'
import type { Digests } from './object-file.ts'
import { accessDenied, S3Error } from './s3-error.ts'

/** S3 takes 5 GiB in one put. */
const MAX_BYTES = 5 * 1024 ** 3

export interface Body {
  content: AsyncIterable<Uint8Array>
  /** Throws unless what came is what was announced. To be called when all content has been read. */
  check(digests: Digests): void
}

/** The body of a signed request. Nothing of it counts until `check` has agreed. */
export function bodyOf(source: AsyncIterable<Buffer>, header: HeaderOf, payload: string): Body {
  if (payload === UNSIGNED_TRAILER) return trailingBody(source, header)
  if (header('content-length') === undefined)
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.')
  refuseTooLarge(Number(header('content-length')))
  return {
    content: source,
    check(digests) {
      if (payload !== UNSIGNED_PAYLOAD && digests.sha256.toString('hex') !== payload) throw accessDenied()
      checkDigests(digests, header)
    },
  }
}

function trailingBody(source: AsyncIterable<Buffer>, header: HeaderOf): Body {
  const length = header('x-amz-decoded-content-length') ?? ''
  if (!/^\d{1,16}$/.test(length))
    throw new S3Error('MissingContentLength', 'You must provide the x-amz-decoded-content-length header.')
  refuseTooLarge(Number(length))
  const announced = header('x-amz-trailer')?.toLowerCase()
  if (announced !== undefined) refuseUnknownChecksum(announced)
  const trailers = new Map<string, string>()
  return {
    content: decodeAwsChunked(source, Number(length), trailers),
    check(digests) {
      if (digests.size !== Number(length))
        throw new S3Error('IncompleteBody', 'The body has another length than announced')
      if (announced === undefined ? trailers.size > 0 : !trailers.has(announced) || trailers.size > 1)
        throw new S3Error('MalformedPOSTRequest', 'The trailer is not the one that was announced')
      checkDigests(digests, header)
      checkDigests(digests, (name) => trailers.get(name))
    },
  }
}

function refuseTooLarge(bytes: number): void {
  if (bytes > MAX_BYTES)
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size')
}

/** The checksums that are understood; a request that names another one is refused, never believed. */
const CHECKSUMS = {
  'content-md5': 'md5',
  'x-amz-checksum-crc32': 'crc32',
  'x-amz-checksum-sha256': 'sha256',
} as const

export function checkDigests(digests: Digests, header: HeaderOf): void {
  for (const [name, digest] of Object.entries(CHECKSUMS)) {
    const expected = header(name)
    if (expected !== undefined && expected !== digests[digest].toString('base64'))
      throw new S3Error('BadDigest', `The ${name} you specified did not match what we received.`)
  }
}

export function refuseUnknownChecksum(name: string): void {
  if (
    /^x-amz-checksum-/.test(name) &&
    !(name in CHECKSUMS) &&
    !/^x-amz-checksum-(mode|algorithm|type)$/.test(name)
  )
    throw new S3Error('NotImplemented', `${name} is not implemented`)
}
