import { answerXml, type Call } from './call.ts'
import type { StoredObject } from './object-file.ts'
import { S3Error } from './s3-error.ts'
import { NAMESPACE, type Xml, xml } from './xml.ts'

export const LIST_PARAMS = [
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
]

/** An object, or all objects up to the next delimiter as one. */
interface Entry {
  name: string
  common: boolean
}

export async function listObjects({ res, bucket, params }: Call): Promise<void> {
  if (params.get('list-type') !== '2')
    throw new S3Error('NotImplemented', 'only version 2 of the list is implemented')
  const prefix = params.get('prefix') ?? ''
  const delimiter = params.get('delimiter') ?? ''
  const maxKeys = parseMaxKeys(params.get('max-keys') ?? '1000')
  const token = params.get('continuation-token')
  const startAfter = params.get('start-after')
  const encoded = params.get('encoding-type') === 'url'
  const name = (text: string) => (encoded ? encodeURIComponent(text).replaceAll('%2F', '/') : text)

  const after = token === undefined ? { name: startAfter ?? '', common: false } : parseToken(token)
  const page = pageOf(await bucket.keys(prefix), { prefix, delimiter, after, limit: maxKeys + 1 })
  const entries = page.slice(0, maxKeys)
  const last = page.length > maxKeys ? entries.at(-1) : undefined
  const contents: Xml[] = []
  for (const entry of entries) {
    const object = entry.common ? undefined : await bucket.find(entry.name)
    if (object) contents.push(contentsOf(object, name(object.key)))
  }
  const prefixes = entries
    .filter(({ common }) => common)
    .map((entry) => xml`<CommonPrefixes><Prefix>${name(entry.name)}</Prefix></CommonPrefixes>`)
  answerXml(
    res,
    xml`<ListBucketResult xmlns="${NAMESPACE}"><Name>${bucket.name}</Name><Prefix>${name(prefix)}</Prefix>${[
      ...(delimiter ? [xml`<Delimiter>${name(delimiter)}</Delimiter>`] : []),
      ...(encoded ? [xml`<EncodingType>url</EncodingType>`] : []),
      ...(token === undefined ? [] : [xml`<ContinuationToken>${token}</ContinuationToken>`]),
      ...(startAfter === undefined ? [] : [xml`<StartAfter>${name(startAfter)}</StartAfter>`]),
      ...(last ? [xml`<NextContinuationToken>${tokenOf(last)}</NextContinuationToken>`] : []),
    ]}<KeyCount>${contents.length + prefixes.length}</KeyCount><MaxKeys>${maxKeys}</MaxKeys><IsTruncated>${
      last !== undefined
    }</IsTruncated>${contents}${prefixes}</ListBucketResult>`,
  )
}

interface Page {
  prefix: string
  delimiter: string
  after: Entry
  limit: number
}

function pageOf(keys: readonly string[], { prefix, delimiter, after, limit }: Page): Entry[] {
  const page: Entry[] = []
  for (const key of keys) {
    if (page.length === limit) break
    if (after.common ? key.startsWith(after.name) || isBefore(key, after.name) : !isBefore(after.name, key))
      continue
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const entry =
      cut < 0 ? { name: key, common: false } : { name: key.slice(0, cut + delimiter.length), common: true }
    if (!entry.common || page.at(-1)?.name !== entry.name) page.push(entry)
  }
  return page
}

const isBefore = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0

function contentsOf({ lastModified, etag, size }: StoredObject, key: string) {
  return xml`<Contents><Key>${key}</Key><LastModified>${lastModified}</LastModified><ETag>${etag}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
}

function parseMaxKeys(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new S3Error('InvalidArgument', 'max-keys is a number')
  return Math.min(Number(text), 1000)
}

const tokenOf = ({ name, common }: Entry) => Buffer.from(`${common ? 'p' : 'k'}${name}`).toString('base64url')

function parseToken(token: string): Entry {
  const text = Buffer.from(token, 'base64url').toString()
  if (!/^[pk]./s.test(text))
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect')
  return { name: text.slice(1), common: text.startsWith('p') }
}
