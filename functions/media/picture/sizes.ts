import { cardRatio, crop, og, ogRatio, type Size } from '../../domain/library/crop.ts'

/** 720: a column on a common phone, 380 px wide at 1.75 dots each. */
const widthSteps = [320, 720, 960, 1280, 1920]
const cardSteps = [240, 480, 720, 960]
const fallbackWidth = 960

/** The longest side that WebP can have. */
const longest = 16_383
/** A very long drawing is kept less wide, or its AVIF would take a minute. 1920 x 3413, a telephone held upright, is kept. */
const mostKept = 7_000_000
/** Pixels of what everything else is made from, so that it takes 64 MB at most. */
const mostMaster = 16_000_000

export function heightAt(width: number, of: Size): number {
  return Math.min(longest, Math.max(1, Math.round((of.height * width) / of.width)))
}

/** Ascending; the picture is never enlarged. */
export function widthsOf(picture: Size): number[] {
  const shape = picture.width / picture.height
  const most = Math.min(picture.width, 1920, Math.sqrt(mostKept * shape), longest * shape)
  const widest = Math.max(1, Math.floor(most))
  return [...widthSteps.filter((width) => width < widest), widest]
}

export function fallbackOf(widths: readonly number[]): number {
  return widths.findLast((width) => width <= fallbackWidth) ?? 1
}

export function cardsOf(part: Size): number[] {
  const cards = cardSteps.filter((width) => width <= part.width)
  return cards.length > 0 ? cards : [part.width]
}

export function ogOf(part: Size): Size {
  const width = Math.min(og.width, part.width)
  return { width, height: Math.max(1, Math.round(width / ogRatio)) }
}

/** Just large enough for every width and every crop: a panorama needs more than its 1920 pixels for a card of 960. */
export function masterOf(picture: Size): Size {
  const needed = Math.max(
    (widthsOf(picture).at(-1) ?? 1) / picture.width,
    (cardSteps.at(-1) ?? 1) / crop(picture, cardRatio).width,
    og.width / crop(picture, ogRatio).width,
  )
  const scale = Math.min(1, needed, Math.sqrt(mostMaster / (picture.width * picture.height)))
  return { width: Math.ceil(picture.width * scale), height: Math.ceil(picture.height * scale) }
}
