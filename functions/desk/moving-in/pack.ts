import type { Chosen } from '../media/uploads.ts'

/** By which a zip tells whether a file has come whole (CRC-32 of ISO 3309, as APPNOTE 4.4.7 asks for). */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

async function checksum(file: Blob): Promise<number> {
  let value = 0xffffffff
  const reader = file.stream().getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read())
    for (const byte of read.value) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}

/** Numbers of two or four bytes, the lowest first. */
function record(...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, bytes]) => sum + bytes, 0)))
  let at = 0
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += bytes
  }
  return view
}

const version = 20
/** Names are UTF-8; nothing is packed: pictures are already, and texts are few bytes beside them. */
const flags = 0x0800
/** 1980-01-01, the first day of zips. */
const day = 33

/** A zip of files, by their paths in it (APPNOTE 6.3). Bytes stay where they are until they are sent. */
export async function zipOf(files: readonly { file: Blob; path: string }[]): Promise<Blob> {
  const parts: BlobPart[] = []
  const directory: BlobPart[] = []
  let [at, directoryBytes] = [0, 0]
  for (const { file, path } of files) {
    const name = new TextEncoder().encode(path)
    const crc = await checksum(file)
    const facts = [
      ...([
        [flags, 2],
        [0, 2],
        [0, 2],
        [day, 2],
        [crc, 4],
        [file.size, 4],
        [file.size, 4],
      ] as const),
      ...([
        [name.length, 2],
        [0, 2],
      ] as const),
    ] as const
    const head = record([0x04034b50, 4], [version, 2], ...facts)
    const entry = record([0x02014b50, 4], [version, 2], [version, 2], ...facts, ...noComment, [at, 4])
    parts.push(head, name, file)
    directory.push(entry, name)
    at += head.byteLength + name.length + file.size
    directoryBytes += entry.byteLength + name.length
  }
  const { length } = files
  const end = record(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [length, 2],
    [length, 2],
    [directoryBytes, 4],
    [at, 4],
    [0, 2],
  )
  return new Blob([...parts, ...directory, end], { type: 'application/zip' })
}

/** Length of a comment, number of the disk, attributes inside and outside. */
const noComment = [
  [0, 2],
  [0, 2],
  [0, 2],
  [0, 4],
] as const

/** Of one zip: what is sent again where the network fails, and what a zip without extensions can count. */
const most = { bytes: 1_000_000_000, files: 60_000 }

/** So many single files are sent as they are. */
const mostSingle = 50

const isZip = (name: string) => /\.zip$/iu.test(name)
const folderOf = (name: string) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : '')

/** Files in parts that are not too large for one zip. */
function partsOf(files: readonly Chosen[]): Chosen[][] {
  const parts: Chosen[][] = []
  let bytes = 0
  for (const each of files) {
    const part = parts.at(-1)
    if (!part || part.length >= most.files || bytes + each.file.size > most.bytes) {
      parts.push([each])
      bytes = each.file.size
    } else {
      part.push(each)
      bytes += each.file.size
    }
  }
  return parts
}

/**
 * What is sent of what was chosen: a folder, or very many files, as one zip, and every zip as it is. `loose`: what the zip of
 * files without a folder is called.
 */
export async function packed(chosen: readonly Chosen[], loose: string): Promise<Chosen[]> {
  const sent = chosen.filter(({ name }) => isZip(name))
  const folders = Map.groupBy(
    chosen.filter(({ name }) => !isZip(name)),
    ({ name }) => folderOf(name),
  )
  for (const [folder, files] of folders) {
    if (folder === '' && files.length <= mostSingle) {
      sent.push(...files)
      continue
    }
    for (const [index, part] of partsOf(files).entries()) {
      const inside = part.map(({ file, name }) => ({
        file,
        path: folder === '' ? name : name.slice(folder.length + 1),
      }))
      const name = `${folder || loose}${index > 0 ? ` ${index + 1}` : ''}.zip`
      sent.push({ file: new File([await zipOf(inside)], name), name })
    }
  }
  return sent
}
