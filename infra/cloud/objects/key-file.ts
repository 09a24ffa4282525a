import { S3Error } from './s3-error.ts'

export function objectKey(key: string): string {
  if (key === '') throw new S3Error('InvalidArgument', 'An object needs a key')
  if (key.includes('\0')) throw new S3Error('InvalidArgument', 'A key cannot hold a zero byte')
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 'Your key is too long')
  return key
}

const CHUNK = 180
const SUFFIX = '.object'

/**
 * The file of a key: `news/Ảnh.webp` is `news%2f%e1%ba%a2nh.webp.object`. Only lower-case letters, digits, `-`, `_`
 * and `.` stand for themselves, so that no key leaves the folder and none meets another where case does not count.
 * A long name goes on in a folder; folders end in `+`, which no encoded name contains.
 */
export function fileOfKey(key: string): string {
  const name = Array.from(Buffer.from(key), (byte) => {
    const char = String.fromCharCode(byte)
    return /[a-z0-9._-]/.test(char) ? char : `%${byte.toString(16).padStart(2, '0')}`
  }).join('')
  const chunks = name.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? ['']
  return `${chunks.join('+/')}${SUFFIX}`
}

/** The key of a file, or undefined for a file that is none of ours. */
export function keyOfFile(file: string): string | undefined {
  if (!file.endsWith(SUFFIX)) return undefined
  const name = file.slice(0, -SUFFIX.length).replace(/\+[/\\]/g, '')
  try {
    const key = decodeURIComponent(name)
    return fileOfKey(key) === file.replaceAll('\\', '/') ? key : undefined
  } catch {
    return undefined
  }
}
