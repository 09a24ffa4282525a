import { pipeline } from 'node:stream/promises'
import type { OpenObject } from './bucket.ts'
import { type Call, mustBeHeaderValue } from './call.ts'
import { isNotModified, parseRange } from './conditions.ts'
import type { StoredObject } from './object-file.ts'
import { noSuchKey } from './s3-error.ts'

const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
]

/** What a reader may ask to be answered instead of the header that was kept. */
export const OVERRIDE_PARAMS = OVERRIDES.map((name) => `response-${name}`)

/** GetObject and HeadObject. */
export async function getObject(call: Call): Promise<void> {
  const opened = await call.bucket.open(call.key)
  if (!opened) throw noSuchKey()
  try {
    await answer(call, opened)
  } finally {
    await opened.close()
  }
}

async function answer({ req, res, header, params }: Call, { object, read }: OpenObject): Promise<void> {
  const validators = { etag: object.etag, 'last-modified': new Date(object.lastModified).toUTCString() }
  if (isNotModified(header, object)) {
    res.writeHead(304, validators).end()
    return
  }
  const range = parseRange(header('range'), object.size)
  const { start, end } = range ?? { start: 0, end: object.size - 1 }
  res.writeHead(range ? 206 : 200, {
    ...object.headers,
    ...overridden(params),
    ...validators,
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(range && { 'content-range': `bytes ${start}-${end}/${object.size}` }),
    ...(!range && header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && checksum(object)),
  })
  if (req.method === 'HEAD' || end < start) res.end()
  else await pipeline(read(start, end), res)
}

const checksum = (object: StoredObject) => ({
  'x-amz-checksum-crc32': object.crc32,
  'x-amz-checksum-type': 'FULL_OBJECT',
})

function overridden(params: Call['params']): Record<string, string> {
  return Object.fromEntries(
    OVERRIDES.flatMap((name) => {
      const value = params.get(`response-${name}`)
      if (value === undefined) return []
      mustBeHeaderValue(`response-${name}`, value)
      return [[name, value]]
    }),
  )
}
