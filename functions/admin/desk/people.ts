import { Hono } from 'hono'
import { describe } from '../describe.ts'
import { type AdminEnv, type AdminParts, allow } from '../env.ts'
import { peopleAnswer } from './answers.ts'

/** Who everybody is: what articles and revisions name by their principals alone. Only administrators write it, as staff. */
export function peopleRoutes({ newsroom }: AdminParts) {
  return new Hono<AdminEnv>().get(
    '/',
    describe({ id: 'listPeople', tag: 'desk', answer: peopleAnswer }),
    allow('read'),
    async (c) => c.json({ people: await newsroom.staff.list() }),
  )
}
