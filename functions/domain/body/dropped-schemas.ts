import * as z from 'zod'
import { droppedKinds } from './dropped.ts'

const dropped = z.object({ what: z.enum(droppedKinds), count: z.int(), sample: z.string() })

/** The same, said to whoever wrote the body: of which field, and in words. */
export const droppedNote = dropped.extend({ field: z.string(), message: z.string() })
export type DroppedNote = z.infer<typeof droppedNote>
