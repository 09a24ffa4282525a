/** Nothing is coded again: what is served are the bytes as they came, but without the place where a telephone took them. */
export interface Film {
  seconds: number
  /** On the screen, pixels. */
  width: number
  height: number
  clean: Uint8Array
}
