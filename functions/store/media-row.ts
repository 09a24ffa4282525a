import * as z from 'zod'
import { type Media, media } from '../domain/library/library.ts'
import type { Revision } from '../domain/revision.ts'

/** A file in the editors' lists. */
export const mediaRow = media.omit({ upload: true, original: true }).extend({
  number: z.int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  /** SHA-256 of what was uploaded, hex: the same bytes are known by it. */
  digest: z.string().optional(),
  /** How many articles name it, of a hundred at most, as far as the publisher has come; none in a row of older code. */
  usedIn: z.int().optional(),
})
export type MediaRow = z.infer<typeof mediaRow>

export function mediaRowOf({ number, at, actor, state }: Revision<Media>): MediaRow {
  // `originals/<id>/<digest>`, as the media function keeps it.
  const digest = /[0-9a-f]{64}$/u.exec(state.original?.key ?? '')?.[0]
  return mediaRow.parse({ ...state, number, updatedAt: at, updatedBy: actor.name, digest })
}
