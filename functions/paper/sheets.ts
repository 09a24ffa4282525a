import { type Mark, sheet } from './pdf.ts'

/** Points. */
export const edge = 56
const bottom = sheet.height - edge - 20

/** Sheets that are written from top to bottom, no more than so many. */
export class Sheets {
  readonly all: Mark[][]
  /** Points from the top of the last sheet to the foot of what is written there. */
  y: number
  readonly #most: number
  #last: Mark[]

  constructor(first: Mark[], y: number, most: number) {
    this.all = [first]
    this.#last = first
    this.y = y
    this.#most = most
  }

  fits(height: number): boolean {
    return this.y + height <= bottom
  }

  /** Leaves room, or goes to the end of the sheet where what follows does not fit behind it. */
  leave(space: number, needed: number): void {
    this.y = this.fits(space + needed) ? this.y + space : bottom
  }

  put(...marks: Mark[]): void {
    this.#last.push(...marks)
  }

  /** Goes on at the head of a new sheet. False where there may be no more. */
  turn(): boolean {
    if (this.all.length === this.#most) return false
    this.#last = []
    this.all.push(this.#last)
    this.y = edge
    return true
  }
}
