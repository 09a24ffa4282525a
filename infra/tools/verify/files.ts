import { createHash } from 'node:crypto'
import { type MediaFile, pathsOf } from '../../../functions/domain/library/file.ts'
import { type Media, media } from '../../../functions/domain/library/library.ts'
import { downloadHash } from '../../../functions/media/download.ts'
import { newsroomKeys } from '../../../functions/store/keys.ts'
import { unpack } from '../../../functions/store/packed.ts'
import type { Table } from '../../../functions/store/table.ts'
import type { FileStore, StoredFile } from '../export/files.ts'
import type { Finding, Look } from './finding.ts'

const mend = 'npm run restore -- --from an export, or upload it again'

/** A file as one of its revisions had it. */
interface Version {
  file: MediaFile
  original: Media['original']
}

/** Every version of every file that is or was for readers, and whether it still is. */
async function* versionsIn(newsroom: Table) {
  // By their first revisions, so that no more than one history is in memory.
  for await (const { pk } of newsroom.scan(newsroomKeys.revision('', 1).sk)) {
    if (!pk.startsWith(newsroomKeys.chain('MEDIA', ''))) continue
    const items = await newsroom.query({ pk, prefix: newsroomKeys.revisionPrefix })
    const states = items.flatMap(({ state }) => media.safeParse(unpack(state)).data ?? [])
    const versions = new Map<string, Version>()
    for (const { file, original } of states) if (file) versions.set(file.hash, { file, original })
    const last = states.at(-1)
    if (last) yield { id: last.id, isPublic: last.status === 'ready', versions: [...versions.values()] }
  }
}

/** The bucket's own checksum, taken when the file was put there: that of a part of the content is none. */
function isAsPut({ bytes, etag }: StoredFile): boolean {
  const told = /^"([0-9a-f]{32})"$/u.exec(etag ?? '')?.[1]
  return told === undefined || told === createHash('md5').update(bytes).digest('hex')
}

/**
 * Whether every file of the library is there for readers as what it was made, and none that was taken from them. The address
 * of a document names its content; that of a picture what it was made of, and its sizes are held by the bucket's checksum.
 */
export async function verifyFiles({ newsroom, files }: { newsroom: Table; files: FileStore }): Promise<Look> {
  const findings: Finding[] = []
  const found = (where: string, what: string, how = mend) => findings.push({ where, what, mend: how })
  const publicKeys = new Set<string>()
  for await (const key of files.list('media')) publicKeys.add(key)
  const known = new Set<string>()
  let read = 0

  async function judgePublic(id: string, key: string, { file }: Version): Promise<void> {
    const stored = await files.read('media', key)
    read += 1
    if (!stored) return void found(`${key}, of file ${id}`, 'is missing')
    const disposition = stored.headers.ContentDisposition
    const isNamed =
      file.kind === 'picture' ||
      (disposition !== undefined && downloadHash(stored.bytes, { id, disposition }) === file.hash)
    if (!isAsPut(stored) || !isNamed)
      found(`${key}, of file ${id}`, 'has another content than its address says')
  }

  /** What it was made of, kept apart from readers under its own digest. */
  async function judgeOriginal(id: string, original: Media['original']): Promise<void> {
    if (!original) return
    const stored = await files.read('uploads', original.key)
    read += 1
    if (!stored) return void found(`the original of file ${id}`, 'is missing')
    const digest = createHash('sha256').update(stored.bytes).digest('hex')
    const isKept = stored.bytes.length === original.bytes && original.key.endsWith(digest)
    if (!isKept) found(`the original of file ${id}`, 'was changed: it has another content than its name says')
  }

  for await (const { id, isPublic, versions } of versionsIn(newsroom)) {
    for (const version of versions) {
      const keys = pathsOf(version.file).map((path) => path.slice(1))
      for (const key of keys) {
        known.add(key)
        if (isPublic) await judgePublic(id, key, version)
        else if (publicKeys.has(key))
          found(
            `${key}, of file ${id}`,
            'was taken from readers, and they can still get it',
            'a running site takes it away within a minute; else delete it in the bucket',
          )
      }
    }
    const last = versions.at(-1)
    await judgeOriginal(id, last?.original)
  }
  for (const key of publicKeys)
    if (!known.has(key)) found(key, 'is there for readers, and belongs to no file', 'delete it in the bucket')
  return { part: `media, ${read} files`, findings, notes: [] }
}
