import type { Focus } from './file.ts'

export interface Size {
  width: number
  height: number
}
export interface Area extends Size {
  left: number
  top: number
}

/** Of a card in a list. */
export const cardRatio = 3 / 2
/** What social networks show of an article, pixels. */
export const og: Size = { width: 1200, height: 630 }
export const ogRatio = og.width / og.height

/** Faces are above the middle more often than below. */
export const usualFocus: Focus = { x: 0.5, y: 1 / 3 }

/** The largest part of the shape `ratio` with the focus as near to its middle as can be. */
export function crop({ width, height }: Size, ratio: number, focus: Focus = usualFocus): Area {
  const part: Size = {
    width: Math.max(1, Math.floor(Math.min(width, height * ratio))),
    height: Math.max(1, Math.floor(Math.min(height, width / ratio))),
  }
  const start = (at: number, whole: number, kept: number) =>
    Math.min(whole - kept, Math.max(0, Math.round(at * whole - kept / 2)))
  return { ...part, left: start(focus.x, width, part.width), top: start(focus.y, height, part.height) }
}
