import { createHash } from 'node:crypto'
import { cardRatio, crop, ogRatio } from '../../domain/library/crop.ts'
import type { Focus, PictureFile } from '../../domain/library/file.ts'
import type { StrippedPart } from '../../domain/library/stripped.ts'
import type { PublicObject } from '../public-object.ts'
import { decode } from './decode.ts'
import { encodeBoth, encodeJpeg, placeholderOf } from './encode.ts'
import { type Pixels, scale } from './pixels.ts'
import { readStripped } from './read-stripped.ts'
import { cardsOf, fallbackOf, heightAt, ogOf, widthsOf } from './sizes.ts'
import { checkType, type PictureExtension } from './type.ts'

/** Another number for every change of what comes out, because the addresses are kept for ever. */
const version = 1

export interface PictureOptions {
  /** Of the media record. */
  id: string
  extension: PictureExtension
  focus?: Focus
}

export interface MadePicture {
  file: PictureFile
  objects: PublicObject[]
  /** What was in it and is in none of these. */
  stripped: StrippedPart[]
}

/** All that readers get of a picture. Throws a `Refusal` for whatever is not a sound picture of its type. */
export async function makePicture(bytes: Uint8Array, options: PictureOptions): Promise<MadePicture> {
  const { size, master } = await decode(bytes, checkType(bytes, options.extension))
  const hash = hashOf(bytes, options)
  const folder = `media/${hash}`
  const widths = widthsOf(size)
  const fallback = fallbackOf(widths)
  const objects: PublicObject[] = []
  const jpeg: PublicObject[] = []
  for (const width of widths) {
    const pixels = await scale(master, { width, height: heightAt(width, size) })
    objects.push(...(await encodeBoth(`${folder}/${width}`, pixels)))
    if (width === fallback) jpeg.push(await encodeJpeg(`${folder}/${width}`, pixels))
  }
  const cards = await makeCards(folder, master, options.focus)
  const og = await makeOg(folder, master, options.focus)
  const placeholder = await placeholderOf(master)
  return {
    file: {
      kind: 'picture',
      hash,
      ...size,
      widths,
      fallback,
      bytes: jpeg.reduce((sum, { body }) => sum + body.length, 0),
      cards: cards.widths,
      og: og.size,
      ...(placeholder !== undefined && { placeholder }),
    },
    objects: [...objects, ...jpeg, ...cards.objects, og.object],
    stripped: readStripped(bytes),
  }
}

async function makeCards(folder: string, master: Pixels, focus: Focus | undefined) {
  const part = crop(master, cardRatio, focus)
  const widths = cardsOf(part)
  const objects: PublicObject[] = []
  for (const width of widths) {
    const height = Math.max(1, Math.round(width / cardRatio))
    objects.push(
      ...(await encodeBoth(`${folder}/card-${width}`, await scale(master, { width, height }, part))),
    )
  }
  return { widths, objects }
}

async function makeOg(folder: string, master: Pixels, focus: Focus | undefined) {
  const part = crop(master, ogRatio, focus)
  const size = ogOf(part)
  return { size, object: await encodeJpeg(`${folder}/og`, await scale(master, size, part)) }
}

/** The same input has the same addresses; another focus, or the same picture uploaded once more, has others. */
function hashOf(bytes: Uint8Array, { id, focus }: PictureOptions): string {
  const original = createHash('sha256').update(bytes).digest('hex')
  const input = JSON.stringify([version, id, original, focus ? [focus.x, focus.y] : null])
  return createHash('sha256').update(input).digest('hex').slice(0, 32)
}
