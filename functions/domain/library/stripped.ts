import * as z from 'zod'

/**
 * What a camera or a program had written into a picture, and readers do not get. Each code has words in every language
 * (`locales/<locale>/desk.json`, `library.stripped.<code>`).
 */
export const strippedParts = [
  /** Where it was taken. */
  'location',
  /** With which camera or telephone. */
  'camera',
  /** When. */
  'date',
  /** By whom, and whose it is. */
  'author',
  /** Words that a program keeps with it (XMP, IPTC). */
  'notes',
] as const

export const strippedPart = z.enum(strippedParts)
export type StrippedPart = z.infer<typeof strippedPart>
