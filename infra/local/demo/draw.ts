import { readFileSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'

/** Pixels of a drawing, at the 72 to an inch of SVG. */
const drawn = 1600

/**
 * Draws `pictures/<name>.svg`, in a given width in pixels, as a JPEG to standard output. In a process of its own: libvips
 * keeps its refusal of SVG, which the media function asks for, for a whole process.
 */
const [name, wanted] = process.argv.slice(2)
const width = Number(wanted)
const drawing = readFileSync(new URL(`./pictures/${name}.svg`, import.meta.url))
const picture = sharp(drawing, { density: (72 * width) / drawn }).resize({ width })
writeFileSync(1, await picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer())
