/** How far a text has come, in the order in which it does. */
export const statuses = ['draft', 'in_review', 'approved', 'scheduled', 'published', 'withdrawn'] as const
export type Status = (typeof statuses)[number]
