import { Refusal } from '../../domain/library/refusal.ts'
import { decode } from '../picture/decode.ts'
import { open } from '../picture/pixels.ts'
import type { PictureType } from '../picture/type.ts'
import type { XmlElement } from '../xml/xml.ts'

/** What is cut away from each side: 0 to 1 of the width or height of the picture as its file has it. */
export interface Crop {
  left: number
  top: number
  right: number
  bottom: number
}

/** Word writes thousandths of a percent (`25000`) or a percentage, VML a fraction or parts of 65,536 (`16384f`). */
function shareOf(value: string | undefined, unit: number): number {
  const [, number = '0', sign = ''] = /^(-?[\d.]+)([%f]?)$/u.exec(value?.trim() ?? '') ?? []
  const share = Number(number) / (sign === '%' ? 100 : sign === 'f' ? 65_536 : unit)
  // Less than nothing is a border around the picture.
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0
}

function cropBy(unit: number, [left, top, right, bottom]: (string | undefined)[]): Crop | undefined {
  const crop = {
    left: shareOf(left, unit),
    top: shareOf(top, unit),
    right: shareOf(right, unit),
    bottom: shareOf(bottom, unit),
  }
  return Object.values(crop).some((share) => share > 0) ? crop : undefined
}

/** By `a:srcRect`, which stands beside the picture (`a:blip`). */
export function cropOfDrawing(rectangle: XmlElement | undefined): Crop | undefined {
  const { l, t, r, b } = rectangle?.attributes ?? {}
  return cropBy(100_000, [l, t, r, b])
}

/** By `v:imagedata`. */
export function cropOfImage({ attributes }: XmlElement): Crop | undefined {
  return cropBy(
    1,
    ['cropleft', 'croptop', 'cropright', 'cropbottom'].map((name) => attributes[name]),
  )
}

/** Which side of the file each side of the upright picture is, by its orientation (Exif 2.32, tag 274). */
const sides: Record<number, [keyof Crop, keyof Crop, keyof Crop, keyof Crop]> = {
  1: ['left', 'top', 'right', 'bottom'],
  2: ['right', 'top', 'left', 'bottom'],
  3: ['right', 'bottom', 'left', 'top'],
  4: ['left', 'bottom', 'right', 'top'],
  5: ['top', 'left', 'bottom', 'right'],
  6: ['bottom', 'left', 'top', 'right'],
  7: ['bottom', 'right', 'top', 'left'],
  8: ['top', 'right', 'bottom', 'left'],
}

/** Pixels of all pictures of a document that are cut: it is read in seconds. */
const mostPixels = 100_000_000

/** Cuts the pictures of one document as Word shows them, so that what was cut away is published by nobody. */
export function createCutter() {
  let left = mostPixels

  /** The part that is seen, upright; undefined for what is no sound picture, shows nothing, or is too much. */
  return async (bytes: Uint8Array, type: PictureType, crop: Crop) => {
    if (left <= 0) return undefined
    try {
      const { size, orientation, master } = await decode(bytes, type)
      left -= size.width * size.height
      const [start = 0, top = 0, end = 0, bottom = 0] = (sides[orientation] ?? []).map((side) => crop[side])
      const area = {
        left: Math.round(start * master.width),
        top: Math.round(top * master.height),
        width: Math.round((1 - start - end) * master.width),
        height: Math.round((1 - top - bottom) * master.height),
      }
      if (area.width < 1 || area.height < 1) return undefined
      area.left = Math.min(area.left, master.width - area.width)
      area.top = Math.min(area.top, master.height - area.height)
      const part = open(master).extract(area)
      return type === 'png' || master.channels === 4
        ? { bytes: await part.png().toBuffer(), type: 'image/png' }
        : {
            bytes: await part.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(),
            type: 'image/jpeg',
          }
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  }
}
