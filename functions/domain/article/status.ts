import * as z from 'zod'

/** How far a text has come, in the order in which it does. The browser reads this file too. */
export const status = z.enum(['draft', 'in_review', 'approved', 'scheduled', 'published', 'withdrawn'])
export type Status = z.infer<typeof status>
