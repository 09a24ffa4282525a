import * as z from 'zod'
import { leftOutKinds } from './left-out-kinds.ts'

export const leftOutKind = z.enum(leftOutKinds)
export type LeftOutKind = z.infer<typeof leftOutKind>

/** How often it was met; `detail` is the first one's address, format or words. */
export const leftOut = z.object({ what: leftOutKind, count: z.int(), detail: z.string().optional() })

/** The same, said to whoever brought the file. */
export const leftOutNote = leftOut.extend({ message: z.string() })
