import { UNSIGNED_PAYLOAD } from '../signature.ts'
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
