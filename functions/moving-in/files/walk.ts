import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { typeOf } from '../../media/types.ts'
import type { Notice } from '../notice.ts'
import { ArchiveRefused, openArchive } from './archive.ts'
import { isSystemFile } from './entry-name.ts'
import { createFiles } from './find-file.ts'
import type { InputFile, InputFiles } from './input-file.ts'
import { readAll } from './read-all.ts'

export interface Found {
  files: InputFiles
  notices: Notice[]
  /** Lets go of the zips. */
  close(): void
}

function diskFile(onDisk: string, path: string, size: number): InputFile {
  const stream = () => createReadStream(onDisk) as AsyncIterable<Buffer>
  return { path, size, stream, bytes: (limit) => readAll(path, size, stream, limit) }
}

/** A zip in a zip is opened; deeper ones are left to whoever packed them. */
const deepestArchive = 2
const largestInner = 512 * 1024 * 1024

const isZip = (head: Buffer) => typeOf(head) === 'zip'

async function headOf(onDisk: string): Promise<Buffer> {
  const file = await open(onDisk)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The files on disk that a path names, in the same order on every machine; links are not followed. */
async function filesBelow(path: string): Promise<{ onDisk: string; path: string }[]> {
  const found = await stat(path)
  if (!found.isDirectory()) return [{ onDisk: path, path: basename(path).normalize('NFC') }]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((onDisk) => ({
      onDisk,
      path: onDisk.slice(join(path, sep).length).split(sep).join('/').normalize('NFC'),
    }))
    .filter((each) => !isSystemFile(each.path))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

/** All files that the paths name, those within zips too. What cannot be opened is a notice, and the rest goes on. */
export async function walk(paths: readonly string[]): Promise<Found> {
  const files: InputFile[] = []
  const notices: Notice[] = []
  const opened: { close(): void }[] = []
  const taken = new Set<string>()

  /** Two folders of the command line may hold files of one name. */
  const add = (file: InputFile) => {
    let path = file.path
    for (let copy = 2; taken.has(path); copy++) path = `${copy}/${file.path}`
    taken.add(path)
    files.push(path === file.path ? file : { ...file, path })
  }

  async function addArchive(from: string | Buffer, file: InputFile, depth: number): Promise<void> {
    try {
      const archive = await openArchive(from, `${file.path}/`)
      opened.push(archive)
      if (archive.isDocument) return add(file)
      for (const name of archive.refusedNames)
        notices.push({ code: 'name-refused', place: { file: file.path }, value: name })
      for (const inner of archive.files) {
        const isInner = depth < deepestArchive && /\.zip$/iu.test(inner.path) && inner.size <= largestInner
        if (isInner) await addArchive(await inner.bytes(largestInner), inner, depth + 1)
        else add(inner)
      }
    } catch (error) {
      const value = error instanceof ArchiveRefused ? error.reason : 'damaged'
      notices.push({ code: 'archive-refused', place: { file: file.path }, value })
    }
  }

  for (const each of paths) {
    const below = await filesBelow(each).catch(() => undefined)
    if (!below) notices.push({ code: 'no-such-path', place: { file: each } })
    for (const { onDisk, path } of below ?? []) {
      try {
        const file = diskFile(onDisk, path, (await stat(onDisk)).size)
        if (isZip(await headOf(onDisk))) await addArchive(onDisk, file, 1)
        else add(file)
      } catch (error) {
        notices.push({ code: 'unreadable-file', place: { file: path }, value: String(error) })
      }
    }
  }
  return {
    files: createFiles(files),
    notices,
    close: () => {
      for (const each of opened) each.close()
    },
  }
}
