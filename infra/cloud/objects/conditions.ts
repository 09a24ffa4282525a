import type { Guard } from './bucket.ts'
import type { StoredObject } from './object-file.ts'
import { noSuchKey, S3Error } from './s3-error.ts'

/** A header of the request by its lower-case name. */
export type HeaderOf = (name: string) => string | undefined

const failed = () =>
  new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold')

/** If-None-Match: * creates and never replaces; If-Match replaces or deletes exactly what was read. */
export function writeGuard(header: HeaderOf): Guard {
  const ifMatch = header('if-match')
  const ifNoneMatch = header('if-none-match')
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
    throw new S3Error('NotImplemented', 'If-None-Match takes only * here')
  return (current) => {
    if (ifNoneMatch !== undefined && current) throw failed()
    if (ifMatch === undefined) return
    if (!current) throw noSuchKey()
    if (!matches(ifMatch, current)) throw failed()
  }
}

/** Whether the reader already has it. Throws when it is not what the reader asked for (RFC 9110, 13.2.2). */
export function isNotModified(header: HeaderOf, object: StoredObject): boolean {
  const ifMatch = header('if-match')
  const ifNoneMatch = header('if-none-match')
  const changedAfter = (date: string) => seconds(object.lastModified) > seconds(date)
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object)) throw failed()
  } else if (changedAfter(header('if-unmodified-since') ?? '')) throw failed()
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object)
  return seconds(object.lastModified) <= seconds(header('if-modified-since') ?? '')
}

/** Not a number for what is no date, so that every comparison with it is false and the header counts for nothing. */
const seconds = (date: string) => Math.floor(Date.parse(date) / 1000)

function matches(tags: string, { etag }: StoredObject): boolean {
  return tags
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag || `"${tag}"` === etag)
}

export interface ByteRange {
  start: number
  /** Included. */
  end: number
}

/** One range of bytes. What is malformed, or asks for several, is ignored and the whole object answered, as S3 does. */
export function parseRange(text: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(text ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start >= size) throw new S3Error('InvalidRange', 'The requested range is not satisfiable')
  return { start, end }
}
