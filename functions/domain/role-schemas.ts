import * as z from 'zod'
import { roles } from './role.ts'

export const role = z.enum(roles)

/**
 * Who did it, as they were called and what they were allowed at that time; a `guest` came by a link, without an account,
 * and a `source` is somebody of another system, whose work was imported. Never public.
 */
export const actor = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum([...roles, 'guest', 'source']),
})
export type Actor = z.infer<typeof actor>
