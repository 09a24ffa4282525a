import { createHash } from 'node:crypto'
import { idFromDigest } from '../../domain/id.ts'
import { extensionOf, formats, isOfKind, largest, type MediaKind } from '../../domain/library/file.ts'
import { mediaScheme } from '../../domain/library/media-address.ts'
import { checkDocument } from '../../media/document/check.ts'
import { contents, typeOf } from '../../media/types.ts'
import type { InputFile, InputFiles } from '../files/input-file.ts'
import type { PlannedFile } from './planned.ts'

/** A file of the run as the library would take it, or why it would not. */
export type Taken = PlannedFile | { refused: string; path: string }

const mediaId = (bytes: Uint8Array) => idFromDigest(createHash('sha256').update(bytes).digest())

async function judge(file: InputFile, name = file.path.split('/').at(-1) ?? ''): Promise<Taken> {
  const extension = extensionOf(name)
  if (!extension) return { refused: 'extension', path: file.path }
  const { kind } = formats[extension]
  if (file.size > largest[kind]) return { refused: 'size', path: file.path }
  const bytes = await file.bytes(largest[kind])
  const found = typeOf(bytes)
  const isPicture =
    kind === 'picture' && found !== undefined && ['jpg', 'png', 'webp', 'avif'].includes(found)
  if (!isPicture && found !== contents[extension]) return { refused: 'content', path: file.path }
  if (isOfKind('document', extension)) await checkDocument(bytes, extension)
  return { media: mediaId(bytes), path: file.path, name, kind }
}

/** The files that articles of the run name. Each is read once, however many articles name it. */
export class Media {
  readonly #files: InputFiles
  readonly #taken = new Map<string, Taken>()
  readonly used = new Set<string>()
  /** Bytes of pictures that stood in texts themselves. */
  readonly embedded = new Map<string, Buffer>()
  readonly #hasPictures: boolean

  constructor(files: InputFiles) {
    this.#files = files
    this.#hasPictures = files.all.some(({ path }) => /\.(?:jpe?g|png|webp|avif|gif)$/iu.test(path))
  }

  /** Reads the files that these addresses mean, so that `at` knows them. `name`: what is kept as `00000001.dat` is called. */
  async prepare(addresses: Iterable<string>, near: string, name?: string): Promise<void> {
    for (const address of addresses) {
      const file = this.#files.find(address, near)
      if (!file || this.#taken.has(file.path)) continue
      this.#taken.set(
        file.path,
        await judge(file, name).catch(
          (error: unknown): Taken => ({
            refused: String(error instanceof Error ? error.message : error),
            path: file.path,
          }),
        ),
      )
    }
  }

  /** What an address means among the files of the run, once it was prepared. */
  at(address: string, near: string): Taken | undefined {
    const file = this.#files.find(address, near)
    if (!file) return undefined
    this.used.add(file.path)
    return this.#taken.get(file.path)
  }

  /** Why SharePoint did not put a file into an export, in its own words. */
  async notExported(address: string, near: string): Promise<string | undefined> {
    const told = this.#files.find(`${address}_Error.txt`, near)
    if (!told) return undefined
    this.used.add(told.path)
    return (await told.bytes()).toString('utf8').replaceAll(/\s+/gu, ' ').trim().slice(0, 200)
  }

  /** A picture out of a text, as a file; undefined for what is none. */
  embed(address: string): PlannedFile | undefined {
    const base64 = /^data:image\/[\w.+-]+(?:;[\w=-]+)*;base64,(.+)$/su.exec(address)?.[1]
    const bytes = Buffer.from(base64 ?? '', 'base64')
    const type = typeOf(bytes)
    const extension = extensionOf(`x.${type}`)
    if (bytes.length === 0 || !extension || formats[extension].kind !== 'picture') return undefined
    const media = mediaId(bytes)
    this.embedded.set(media, bytes)
    return { media, path: `${mediaScheme}${media}`, name: `${media}.${extension}`, kind: 'picture' }
  }

  /**
   * The place of a picture that is not here. It is kept where the run brings no pictures at all, because they come with a
   * later one, and where words stand under it that say nothing without it; else the picture is gone.
   */
  placeFor(address: string, isCaptioned: boolean): string | undefined {
    return this.#hasPictures && !isCaptioned
      ? undefined
      : mediaScheme + idFromDigest(createHash('sha256').update(`place\n${address}`).digest())
  }

  kindOf = (name: string): MediaKind | undefined => {
    const extension = extensionOf(name)
    return extension && formats[extension].kind
  }
}
