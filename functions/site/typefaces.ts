import regular from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff'
import bold from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-700-normal.woff'
import regularMore from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-400-normal.woff'
import boldMore from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-700-normal.woff'
import regularVietnamese from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff'
import boldVietnamese from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-700-normal.woff'
import { createTypeface, type Typefaces } from '../drawing/typeface.ts'

let made: Typefaces | undefined

const read = (...files: string[]) => createTypeface(files.map((file) => Buffer.from(file, 'base64')))

/**
 * Be Vietnam Pro, which was drawn for Vietnamese, in two weights: 65 kB of the bundle, read when something is first drawn with it, so
 * that no page waits. A function has no fonts of its own.
 */
export function typefaces(): Typefaces {
  made ??= {
    regular: read(regular, regularVietnamese, regularMore),
    bold: read(bold, boldVietnamese, boldMore),
  }
  return made
}
