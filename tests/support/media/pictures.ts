import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

export type Colour = readonly [red: number, green: number, blue: number]
export const red: Colour = [255, 0, 0]
export const green: Colour = [0, 255, 0]
export const blue: Colour = [0, 0, 255]
export const white: Colour = [255, 255, 255]

/** A picture of which each pixel is told: by its place, 0 to 1 from the left and from the top. */
export function painted(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): Sharp {
  const pixels = Array.from({ length: width * height }, (_, at) =>
    colour(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height),
  )
  // A picture has one to four channels.
  const channels = pixels[0]!.length as 1 | 2 | 3 | 4
  return sharp(Buffer.from(pixels.flat()), { raw: { width, height, channels } })
}

/** Four colours, from the upper left to the lower right. */
export function quarters(width: number, height: number, corners: readonly Colour[]): Sharp {
  return painted(width, height, (x, y) => corners[(y > 0.5 ? 2 : 0) + (x > 0.5 ? 1 : 0)]!)
}

/** Something like a photograph, always the same. */
export function photograph(width: number, height: number): Sharp {
  return painted(width, height, (x, y) => [
    Math.round(255 * x),
    Math.round(127 + 120 * Math.sin(9 * x + 7 * y)),
    Math.round(255 * y),
  ])
}

/** What hardly gets smaller. */
export function noise(width: number, height: number): Sharp {
  let state = 1
  return painted(width, height, () =>
    [0, 0, 0].map(() => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31
      return state >> 23
    }),
  )
}

/** The colour at a place of an encoded picture. */
export async function colourAt(body: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(body).raw().toBuffer({ resolveWithObject: true })
  const at = Math.floor(y * info.height) * info.width + Math.floor(x * info.width)
  return [...data.subarray(at * info.channels, (at + 1) * info.channels)]
}

export function pngChunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

export interface PngHeader {
  width: number
  height: number
  bits?: number
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  kind?: number
  interlaced?: boolean
}

/** A PNG by hand: its header may say what is not so. `rows` is what is packed into it. */
export function pngOf(
  { width, height, bits = 8, kind = 0, interlaced }: PngHeader,
  rows: Uint8Array,
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([bits, kind, 0, 0, interlaced ? 1 : 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND'),
  ])
}

/** A comment (COM) right behind the beginning of a JPEG. */
export function withComment(jpeg: Uint8Array, comment: string): Buffer {
  const text = Buffer.from(comment)
  const head = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)])
}

/**
 * A grey JPEG by hand, 16 x 16, that paints each of its three colours in a scan of its own, and does so `times` times. Each
 * block is two bits: no change of the light, and nothing more.
 */
export function jpegInScans(times: number): Buffer {
  const segment = (marker: number, ...bytes: number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes]
  const shortestCode = [1, ...Array<number>(15).fill(0), 0]
  const components = [1, 2, 3]
  const scans = components.flatMap((each) => [...segment(0xda, 1, each, 0, 0, 63, 0), 0])
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, 0, ...Array<number>(64).fill(1)),
    ...segment(0xc0, 8, 0, 16, 0, 16, 3, ...components.flatMap((each) => [each, 0x11, 0])),
    ...segment(0xc4, 0x00, ...shortestCode),
    ...segment(0xc4, 0x10, ...shortestCode),
    ...Array.from({ length: times }, () => scans).flat(),
    ...[0xff, 0xd9],
  ])
}

const number = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

/** A box of an AVIF; a full one begins with a version and flags. */
function box(type: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([number(body.length + 8, 4), Buffer.from(type, 'latin1'), body])
}
const fullBox = (type: string, version: number, ...content: Uint8Array[]) =>
  box(type, number(version * 2 ** 24, 4), ...content)

/** An AVIF of one pixel with `count` further items of text, all of which are the same `bytes` of the file. */
export async function avifWithItems(count: number, bytes: number): Promise<Buffer> {
  const still = await painted(8, 8, () => red)
    .avif({ effort: 0 })
    .toBuffer()
  const ftyp = still.subarray(0, still.readUInt32BE(0))
  const properties = boxIn(still, 'iprp')
  const pixels = boxIn(still, 'mdat').subarray(8)
  const ids = Array.from({ length: count }, (_, at) => at + 2)
  const item = (id: number, type: string, ...more: Uint8Array[]) =>
    fullBox('infe', 2, number(id, 2), number(0, 2), Buffer.from(`${type}\0`, 'latin1'), ...more)
  const meta = (at: number) =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, number(0, 4), Buffer.from('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, number(1, 2)),
      fullBox(
        'iloc',
        0,
        Buffer.from([0x44, 0]),
        number(count + 1, 2),
        Buffer.concat([number(1, 2), number(0, 2), number(1, 2), number(at, 4), number(pixels.length, 4)]),
        ...ids.map((id) =>
          Buffer.concat([
            number(id, 2),
            number(0, 2),
            number(1, 2),
            number(at + pixels.length, 4),
            number(bytes, 4),
          ]),
        ),
      ),
      fullBox(
        'iinf',
        0,
        number(count + 1, 2),
        item(1, 'av01'),
        ...ids.map((id) => item(id, 'mime', Buffer.from('application/rdf+xml\0'))),
      ),
      properties,
    )
  const start = ftyp.length + meta(0).length + 8
  return Buffer.concat([ftyp, meta(start), box('mdat', pixels, Buffer.alloc(bytes, 'a'))])
}

/** The first box of a type, wherever it stands. */
function boxIn(bytes: Buffer, type: string): Buffer {
  const at = bytes.indexOf(type, 0, 'latin1') - 4
  return bytes.subarray(at, at + bytes.readUInt32BE(at))
}
