/** Frames of silence at 128 kbit/s, of 417 bytes and 1152 samples each; `rates` are indexes of bit rates, repeated. */
export function mp3(frames: number, rates = [9], front: Uint8Array = Buffer.alloc(0)): Buffer {
  const kilobits = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
  const parts: Uint8Array[] = [front]
  for (let index = 0; index < frames; index++) {
    const rate = rates[index % rates.length] ?? 9
    const frame = Buffer.alloc(Math.floor((144 * (kilobits[rate] ?? 0) * 1000) / 44_100))
    frame.set([0xff, 0xfb, rate << 4, 0xc4])
    parts.push(frame)
  }
  return Buffer.concat(parts)
}

/** A tag of ID3v2.4 of `bytes` zeros. */
export function id3(bytes: number): Buffer {
  const tag = Buffer.alloc(10 + bytes)
  tag.write('ID3\x04', 'latin1')
  for (let index = 0; index < 4; index++) tag[6 + index] = (bytes >> (7 * (3 - index))) & 0x7f
  return tag
}

/** The first frame of an encoder, which says how many follow it. */
export function xing(frames: number): Buffer {
  const frame = mp3(1)
  frame.write('Info', 36, 'latin1')
  frame.writeUInt32BE(1, 40)
  frame.writeUInt32BE(frames, 44)
  return frame
}

export const word = (...values: number[]) => {
  const buffer = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value >>> 0, index * 4)
  return buffer
}

export function box(name: string, ...content: (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(content.map((each) => Buffer.from(each as Uint8Array)))
  return Buffer.concat([word(body.length + 8), Buffer.from(name, 'latin1'), body])
}

/** The same box with its size as a 64-bit number. */
export function longBox(name: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([word(1), Buffer.from(name, 'latin1'), word(0, body.length + 16), body])
}

export function track(handler: string, codec: string, duration: number, timescale = 1000): Buffer {
  const entry = Buffer.alloc(28)
  entry.writeUInt16BE(1, 6)
  entry.writeUInt16BE(2, 16)
  entry.writeUInt16BE(16, 18)
  entry.writeUInt32BE(44_100 * 65_536, 24)
  return box(
    'trak',
    box('tkhd', word(7, 0, 0, 1, 0, duration), Buffer.alloc(60)),
    box(
      'mdia',
      box('mdhd', word(0, 0, 0, timescale, duration, 0)),
      box('hdlr', word(0, 0), Buffer.from(handler), Buffer.alloc(13)),
      box('minf', box('stbl', box('stsd', word(0, 1), box(codec, entry)))),
    ),
  )
}

interface Mp4 {
  tracks?: Buffer[]
  more?: Buffer[]
  /** Boxes behind the sound. */
  fragments?: Buffer[]
}

export function m4a({
  tracks = [track('soun', 'mp4a', 61_500)],
  more = [],
  fragments = [],
}: Mp4 = {}): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from('M4A \0\0\0\0M4A isom')),
    box('moov', box('mvhd', word(0, 0, 0, 1000, 61_500), Buffer.alloc(80)), ...tracks, ...more),
    box('mdat', Buffer.alloc(400)),
    ...fragments,
  ])
}

/** A fragment as browsers record it: `count` samples, each as long as the header says. */
export function fragment(count: number, each: number): Buffer {
  const header = box('tfhd', word(8, 1, each))
  return Buffer.concat([
    box('moof', box('mfhd', word(0, 1)), box('traf', header, box('trun', word(0, count)))),
    box('mdat', Buffer.alloc(10)),
  ])
}

/** Bit by bit, as RFC 3533 describes it. */
function sum(page: Buffer): number {
  let value = 0
  for (const byte of page) {
    value ^= byte << 24
    for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  }
  return value >>> 0
}

export function oggPage(packet: Uint8Array, flags: number, position: bigint, serial = 7): Buffer {
  const page = Buffer.alloc(28 + packet.length)
  page.write('OggS', 'latin1')
  page[5] = flags
  page.writeBigInt64LE(position, 6)
  page.writeUInt32LE(serial, 14)
  page[26] = 1
  page[27] = packet.length
  page.set(packet, 28)
  page.writeUInt32LE(sum(page), 22)
  return page
}

export function opusHead(): Buffer {
  const head = Buffer.alloc(19)
  head.write('OpusHead\x01\x01', 'latin1')
  head.writeUInt32LE(48_000, 12)
  return head
}

export function vorbisHead(rate: number): Buffer {
  const head = Buffer.alloc(30)
  head.write('\x01vorbis', 'latin1')
  head[11] = 1
  head.writeUInt32LE(rate, 12)
  head[29] = 1
  return head
}

/** A stream of pages at these positions. */
export function ogg(head: Buffer, positions: number[], serial = 7): Buffer {
  const pages = positions.map((position, index) =>
    oggPage(Buffer.alloc(100), index === positions.length - 1 ? 4 : 0, BigInt(position), serial),
  )
  return Buffer.concat([oggPage(head, 2, 0n, serial), ...pages])
}
