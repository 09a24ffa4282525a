import * as z from 'zod'
import { day } from '../date-schemas.ts'
import { line } from '../text-schemas.ts'
import { webAddress } from '../url-schemas.ts'
import { inEveryLocale, nameId } from './named.ts'

/**
 * A unit that was merged or dissolved. What it published until its last day (local) stays readable, and says whose it was: known by
 * its names in bylines, or by sections that were its own.
 */
const formerUnit = z.strictObject({
  name: inEveryLocale(line(200)),
  bylines: z.array(line(120)).max(20).default([]),
  sections: z.array(nameId('news')).max(40).default([]),
  until: day,
  /** Who does its work now. */
  successor: z.strictObject({ name: inEveryLocale(line(200)), url: webAddress.optional() }).optional(),
})

export const formerUnits = z.array(formerUnit).max(50)
export type FormerUnit = z.infer<typeof formerUnit>
