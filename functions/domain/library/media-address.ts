import { isId } from '../id.ts'

/** How a text names a file of the library: `media:4k7m2p9x1a`. Where it lies is told when the text goes public. */
export const mediaScheme = 'media:'

/** The id in `media:<id>`; undefined for any other address. */
export function mediaIn(address: string | undefined): string | undefined {
  if (!address?.startsWith(mediaScheme)) return undefined
  const id = address.slice(mediaScheme.length)
  return isId(id) ? id : undefined
}
