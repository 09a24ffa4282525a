import { answerXml, type Call } from './call.ts'
import { S3Error } from './s3-error.ts'
import { xml } from './xml.ts'

const MAX_KEYS = 1000

/** What a listing may be asked for; a delimiter would have to make folders of keys, and is refused. */
export const LIST_PARAMS = ['prefix', 'max-keys', 'start-after', 'continuation-token', 'encoding-type']

/** ListObjectsV2: keys in the order of their UTF-8 bytes, at most a thousand at once. */
export async function listObjects({ res, bucket, params }: Call): Promise<void> {
  if (params.get('list-type') !== '2')
    throw new S3Error('NotImplemented', 'Only version 2 of listing is implemented')
  const prefix = params.get('prefix') ?? ''
  const token = params.get('continuation-token')
  const after = token === undefined ? params.get('start-after') : keyOfToken(token)
  const most = mostOf(params.get('max-keys'))
  const encode = encoderOf(params.get('encoding-type'))
  const all = await bucket.keys(prefix)
  const left = after === undefined ? all : all.filter((key) => isAfter(key, after))
  const keys = left.slice(0, most)
  const found = await Promise.all(keys.map((key) => bucket.find(key)))
  const last = keys.at(-1)
  const isTruncated = last !== undefined && left.length > keys.length
  const contents = found.flatMap((object) =>
    // Deleted since its name was read.
    object
      ? [
          xml`<Contents><Key>${encode(object.key)}</Key><LastModified>${object.lastModified}</LastModified><ETag>${object.etag}</ETag><Size>${object.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
        ]
      : [],
  )
  const next = isTruncated ? [xml`<NextContinuationToken>${tokenOf(last)}</NextContinuationToken>`] : []
  answerXml(
    res,
    xml`<ListBucketResult><Name>${bucket.name}</Name><Prefix>${encode(prefix)}</Prefix><KeyCount>${contents.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}${contents}</ListBucketResult>`,
  )
}

const isAfter = (key: string, other: string) => Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0

/** Opaque to whoever lists, as S3's are. */
const tokenOf = (key: string) => Buffer.from(key).toString('base64url')

function keyOfToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString()
  if (token === '' || tokenOf(key) !== token)
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect')
  return key
}

function mostOf(text: string | undefined): number {
  if (text === undefined) return MAX_KEYS
  if (!/^\d{1,9}$/.test(text)) throw new S3Error('InvalidArgument', 'max-keys must be a whole number')
  return Math.min(Number(text), MAX_KEYS)
}

function encoderOf(type: string | undefined): (text: string) => string {
  if (type === undefined) return (text) => text
  if (type !== 'url') throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request')
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/')
}
