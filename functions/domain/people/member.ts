import * as z from 'zod'
import { actor, role } from '../role-schemas.ts'

/** Whoever acts: a member of the staff, and the sections they are limited to, if they are. */
export const member = actor.extend({ role, sections: z.array(z.string()).optional() })
export type Member = z.infer<typeof member>
