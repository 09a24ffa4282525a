import { Hono } from 'hono'
import * as z from 'zod'
import { staffRecord } from '../../domain/people/staff.ts'
import { component, describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'

export const person = component('Person', z.object({ id: z.string(), ...staffRecord.shape }))
const peopleAnswer = z.object({ people: z.array(person) })

/** Who everybody is: what articles and revisions name by their principals alone. Only administrators write it, as staff. */
export function peopleRoutes({ newsroom }: AdminParts) {
  return new Hono<AdminEnv>().get(
    '/',
    describe({ id: 'listPeople', tag: 'desk', answer: peopleAnswer }),
    allow('read'),
    async (c) => c.json({ people: await newsroom.staff.list() }),
  )
}
