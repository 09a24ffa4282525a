import { createHash } from 'node:crypto'
import {
  type Extension,
  type Focus,
  formats,
  isOfKind,
  largest,
  type MediaFile,
} from '../domain/library/file.ts'
import type { FileWarning } from '../domain/library/file-warning.ts'
import { Refusal } from '../domain/library/refusal.ts'
import type { StrippedPart } from '../domain/library/stripped.ts'
import { makeDocument } from './document/document.ts'
import type { Files } from './files.ts'
import { makePicture } from './picture/picture.ts'
import type { PublicObject } from './public-object.ts'
import { makeSound } from './sound/sound.ts'
import { makeCaptions } from './video/captions.ts'
import { makeVideo } from './video/video.ts'

interface Given {
  id: string
  name: string
  extension: Extension
  focus?: Focus | undefined
  /** Whether a document of which an editor would be told something is refused. */
  refuseActive?: boolean
}

interface Made {
  file: MediaFile
  objects: PublicObject[]
  warnings?: FileWarning[]
  stripped?: StrippedPart[]
}

/** Whether a scanner must have passed a file before anything of it is used. */
export type Scan = 'off' | 'guardduty'

/** What makes of each kind of file what readers get. */
const makers = {
  picture: makePicture,
  document: makeDocument,
  audio: makeSound,
  video: makeVideo,
  captions: makeCaptions,
}

async function make(bytes: Uint8Array, { id, name, extension, focus }: Given): Promise<Made> {
  if (bytes.length === 0) throw new Refusal('empty')
  if (isOfKind('picture', extension))
    return await makePicture(bytes, { id, extension, ...(focus && { focus }) })
  return await makers[formats[extension].kind](bytes, { id, name, extension })
}

/** Makes of bytes what readers get, and keeps what it was made of, under its own digest. */
export async function store(files: Files, bytes: Uint8Array, given: Given) {
  const { file, objects, warnings = [], stripped = [] } = await make(bytes, given)
  if (given.refuseActive && warnings.length > 0) throw new Refusal('active', { found: warnings.join(' ') })
  const digest = createHash('sha256').update(bytes).digest('hex')
  const key = `originals/${given.id}/${digest}`
  await files.keep(key, bytes, formats[given.extension].type)
  await files.publish(objects)
  return { file, original: { key, bytes: bytes.length }, warnings, stripped }
}

/** Verdicts by which a file is not taken. What the scanner cannot look into is locked by a password, in most cases. */
const refusals: Record<string, 'malware' | 'encrypted'> = {
  THREATS_FOUND: 'malware',
  UNSUPPORTED: 'encrypted',
}

/**
 * What was uploaded, once the scanner has passed it: the very bytes that it looked at, whatever is uploaded to the same
 * place meanwhile. Undefined while it has not answered, or could not look.
 */
export async function readClean(files: Files, key: string, most: number, scan: Scan) {
  const { bytes, version } = await files.read(key, most)
  if (scan === 'off') return bytes
  const verdict = await files.verdict(key, version)
  const refusal = verdict && refusals[verdict]
  if (refusal) throw new Refusal(refusal)
  return verdict === 'NO_THREATS_FOUND' ? bytes : undefined
}

/**
 * Looks at what was uploaded and makes of it what readers get. The bytes are read once: what was looked at is what is kept,
 * whatever is uploaded to the same place meanwhile. Undefined while the scanner has not answered.
 */
export async function take(files: Files, key: string, given: Given, scan: Scan) {
  const bytes = await readClean(files, key, largest[formats[given.extension].kind], scan)
  return bytes && (await store(files, bytes, given))
}

/** Cuts a picture again around what matters in it. */
export async function cut(files: Files, key: string, given: Omit<Given, 'name'>) {
  if (!isOfKind('picture', given.extension)) throw new Error(`a ${given.extension} is no picture`)
  const { bytes } = await files.read(key, largest.picture)
  const { file, objects } = await make(bytes, { ...given, name: '' })
  await files.publish(objects)
  return { file, original: { key, bytes: bytes.length } }
}
