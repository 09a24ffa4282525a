import { readFileSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'

/**
 * Draws `pictures/<name>.svg` as a JPEG to standard output. In a process of its own: libvips keeps its refusal of SVG, which
 * the media function asks for, for a whole process.
 */
/** Pixels. Sharp on every telephone; making more of them is what filling a new site would wait for longest. */
const width = 960
const drawing = readFileSync(new URL(`./pictures/${process.argv[2]}.svg`, import.meta.url))
writeFileSync(
  1,
  await sharp(drawing).resize({ width }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(),
)
