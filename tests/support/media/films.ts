import { box, track, word } from './sounds.ts'

interface Shot {
  codec?: string
  /** Thousandths of a second. */
  duration?: number
  width?: number
  height?: number
  /** Held upright: the pictures lie on their side in the file. */
  turned?: boolean
}

/** A track of pictures. */
export function filmTrack({
  codec = 'avc1',
  duration = 61_500,
  width = 640,
  height = 360,
  turned,
}: Shot = {}) {
  const entry = Buffer.alloc(78)
  entry.writeUInt16BE(width, 24)
  entry.writeUInt16BE(height, 26)
  const one = 0x10000
  const matrix = turned
    ? word(0, one, 0, -one, 0, 0, 0, 0, 0x40000000)
    : word(one, 0, 0, 0, one, 0, 0, 0, 0x40000000)
  return box(
    'trak',
    box('tkhd', word(7, 0, 0, 2, 0, duration, 0, 0, 0, 0), matrix, word(width * one, height * one)),
    box(
      'mdia',
      box('mdhd', word(0, 0, 0, 1000, duration, 0)),
      box('hdlr', word(0, 0), Buffer.from('vide'), Buffer.alloc(13)),
      box('minf', box('stbl', box('stsd', word(0, 1), box(codec, entry)))),
    ),
  )
}

/** An MPEG-4 film with sound. */
export function mp4({
  tracks = [filmTrack(), track('soun', 'mp4a', 61_500)],
  more = [] as Buffer[],
} = {}): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isomavc1')),
    box('moov', box('mvhd', word(0, 0, 0, 1000, 61_500), Buffer.alloc(80)), ...tracks, ...more),
    box('mdat', Buffer.alloc(400)),
  ])
}

const unknown = Buffer.from('01ffffffffffffff', 'hex')

/** An element of Matroska; without a size it is open to its end, as what is recorded live. */
export function element(id: number, content: Uint8Array, isOpen = false): Buffer {
  const name = Buffer.from(id.toString(16), 'hex')
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(content.length) | (1n << 56n))
  return Buffer.concat([name, isOpen ? unknown : size, content])
}

function number(id: number, value: number): Buffer {
  const content = Buffer.alloc(4)
  content.writeUInt32BE(value)
  return element(id, content)
}

interface Recording {
  docType?: string
  codec?: string
  /** Thousandths of a second; a browser's recorder writes none (0). */
  duration?: number
  /** When each cluster begins, likewise. */
  clusters?: number[]
  isOpen?: boolean
  trackType?: number
  more?: Buffer
}

export function webm({
  docType = 'webm',
  codec = 'V_VP9',
  duration = 61_500,
  clusters = [0, 30_000, 60_000],
  isOpen = false,
  trackType = 1,
  more = Buffer.alloc(0),
}: Recording = {}): Buffer {
  const length = Buffer.alloc(8)
  length.writeDoubleBE(duration)
  const info = Buffer.concat([number(0x2ad7b1, 1_000_000), ...(duration ? [element(0x4489, length)] : [])])
  const video = element(0xe0, Buffer.concat([number(0xb0, 640), number(0xba, 360)]))
  const film = element(
    0xae,
    Buffer.concat([number(0x83, trackType), element(0x86, Buffer.from(codec)), video, more]),
  )
  const pictures = clusters.map((at) =>
    element(0x1f43b675, Buffer.concat([number(0xe7, at), element(0xa3, Buffer.alloc(50))]), isOpen),
  )
  const segment = Buffer.concat([element(0x1549a966, info), element(0x1654ae6b, film), ...pictures])
  const header = element(0x4282, Buffer.from(docType))
  return Buffer.concat([element(0x1a45dfa3, header), element(0x18538067, segment, isOpen)])
}

export const webVtt = 'WEBVTT\n\n00:00.000 --> 00:02.500\nXin chào quý vị.\n'
