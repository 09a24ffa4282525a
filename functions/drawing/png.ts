import { crc32, deflateSync } from 'node:zlib'
import type { Coverage } from './raster.ts'

/** Shades between ground and ink. More cannot be seen, and fewer make a smaller file. */
const shades = 32

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const channelsOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/** A drawing in one ink as PNG with a palette (W3C PNG, third edition). @param ground, ink `#rrggbb` */
export function toPng({ width, height, pixels }: Coverage, ground: string, ink: string): Buffer {
  const [from, to] = [channelsOf(ground), channelsOf(ink)]
  const palette = Array.from({ length: shades }, (_, shade) =>
    from.map((value, channel) => Math.round(value + (((to[channel] ?? 0) - value) * shade) / (shades - 1))),
  )
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = Math.round((pixels[y * width + x] ?? 0) * (shades - 1))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits that name a colour of the palette.
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}
