import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import type { SignedPolicy } from '../signature-policy.ts'
import { checkDigests, refuseUnknownChecksum } from './body.ts'
import type { Bucket } from './bucket.ts'
import { answerXml, keptHeaders } from './call.ts'
import { objectKey } from './key-file.ts'
import type { StoredObject } from './object-file.ts'
import { type AllowedSize, obeyPolicy } from './post-policy.ts'
import { accessDenied, noSuchBucket, S3Error } from './s3-error.ts'
import { xml } from './xml.ts'

/** S3 allows 20 kB of form beside the file. */
const LIMITS = { fieldNameSize: 256, fieldSize: 20_000, fields: 60, files: 1, parts: 100, headerPairs: 20 }

/** In a key: put in the name that the file has on the sender's disk. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is S3's own placeholder
const FILENAME = '${filename}'

export interface FormDoor {
  bucketName: string
  bucket: Bucket | undefined
  /** Throws when whoever made the form is not known here. */
  authenticate(policy: SignedPolicy): void
}

type Fields = Map<string, string>

/** POST Object: a browser's form upload, let in by a signed policy. */
export async function postObject(req: IncomingMessage, res: ServerResponse, door: FormDoor): Promise<void> {
  const { fields, object } = await receiveForm(req, (form, file, filename) =>
    storeFile(form, file, filename, door),
  )
  answer(res, door.bucketName, fields, object)
}

type OnFile = (fields: Fields, file: Readable, filename: string) => Promise<StoredObject>

/** Reads the fields, then hands over the file, which must be the last: what follows it is ignored, as S3 does. */
async function receiveForm(req: IncomingMessage, onFile: OnFile) {
  const fields: Fields = new Map()
  let stored: Promise<StoredObject> | undefined
  let problem: S3Error | undefined
  const form = createForm(req)
  form.on('field', (name, value, nameTruncated, valueTruncated) => {
    if (stored) return
    const field = String(name).toLowerCase()
    if (nameTruncated || valueTruncated || fields.has(field))
      problem ??= new S3Error('InvalidArgument', 'A form field is too long or repeated')
    fields.set(field, value)
  })
  for (const limit of ['fieldsLimit', 'partsLimit'] as const)
    form.on(limit, () => {
      problem ??= new S3Error('MalformedPOSTRequest', 'The form has too many fields')
    })
  form.on('file', (_name, file, filename) => {
    stored = problem ? Promise.reject(problem) : onFile(fields, file, filename ?? '')
    // What is refused still has to be read past, or the answer would not arrive.
    stored.catch(() => file.resume())
    // A form that breaks off breaks the file off too; whoever reads it hears of it.
    file.on('error', () => {})
    form.once('error', () => file.destroy(malformed()))
  })
  // Not pipeline(): it would close the connection that has to carry the answer.
  req.once('close', () => req.complete || form.destroy(malformed()))
  await finished(req.pipe(form)).catch(() => {
    problem ??= malformed()
  })
  if (!stored)
    throw problem ?? new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.')
  return { fields, object: await stored }
}

const malformed = () =>
  new S3Error('MalformedPOSTRequest', 'The body of your POST request is not well-formed')

function createForm(req: IncomingMessage) {
  const contentType = req.headers['content-type'] ?? ''
  try {
    return new Busboy({
      headers: { ...req.headers, 'content-type': contentType },
      limits: LIMITS,
      isPartAFile: (name) => name?.toLowerCase() === 'file',
    })
  } catch {
    throw malformed()
  }
}

async function storeFile(
  fields: Fields,
  file: Readable,
  filename: string,
  door: FormDoor,
): Promise<StoredObject> {
  const field = (name: string) => fields.get(name) ?? ''
  if (fields.has('x-amz-security-token')) throw accessDenied()
  door.authenticate({
    policy: field('policy'),
    algorithm: field('x-amz-algorithm'),
    credential: field('x-amz-credential'),
    date: field('x-amz-date'),
    signature: field('x-amz-signature'),
  })
  if (!door.bucket) throw noSuchBucket()
  const key = objectKey(field('key').split(FILENAME).join(filename))
  // The bucket of the address counts as a field: a policy that names none would be good for every bucket.
  if (fields.has('bucket') && field('bucket') !== door.bucketName) throw accessDenied()
  const asked = new Map([...fields, ['bucket', door.bucketName], ['key', key]])
  const size = obeyPolicy(field('policy'), asked, new Date())
  for (const name of fields.keys()) refuseUnknownChecksum(name)
  const headers = keptHeaders(fields)
  const draft = await door.bucket.receive(notLongerThan(size, file))
  try {
    if (draft.size < size.min)
      throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
    checkDigests(draft, (name) => fields.get(name))
    return await door.bucket.commit(draft, key, headers, () => {})
  } finally {
    await door.bucket.discard(draft)
  }
}

async function* notLongerThan({ max }: AllowedSize, file: Readable): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of file.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > max)
      throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size')
    yield chunk
  }
}

function answer(res: ServerResponse, bucket: string, fields: Fields, { key, etag }: StoredObject): void {
  const redirect = URL.parse(fields.get('success_action_redirect') ?? '')
  if (redirect && /^https?:$/.test(redirect.protocol)) {
    for (const [name, value] of Object.entries({ bucket, key, etag }))
      redirect.searchParams.append(name, value)
    res.writeHead(303, { location: redirect.href, etag }).end()
    return
  }
  const status = fields.get('success_action_status')
  res.setHeader('etag', etag)
  if (status === '201')
    answerXml(
      res,
      xml`<PostResponse><Location>/${bucket}/${key}</Location><Bucket>${bucket}</Bucket><Key>${key}</Key><ETag>${etag}</ETag></PostResponse>`,
      201,
    )
  else res.writeHead(status === '200' ? 200 : 204).end()
}
