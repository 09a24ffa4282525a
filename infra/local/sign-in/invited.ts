import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { replaceFile } from '../data-folder.ts'
import { type Account, accounts } from './accounts.ts'

const person = z.object({
  sub: z.string(),
  email: z.string(),
  isOn: z.boolean(),
  /** Whether they have signed in. */
  isConfirmed: z.boolean(),
  /** Seconds since 1970. */
  changed: z.number(),
})
export type Invited = z.infer<typeof person>

/** People who were invited at this machine's desk, kept between runs beside the accounts that are always there. */
export function createInvited(data: string, now: () => number = Date.now) {
  const file = join(data, 'invited.json')
  const people = existsSync(file) ? z.array(person).parse(JSON.parse(readFileSync(file, 'utf8'))) : []

  const byName = (name: string) => people.find(({ sub, email }) => sub === name || email === name)
  async function change(name: string, change: Partial<Invited>): Promise<Invited | undefined> {
    const found = byName(name)
    if (!found) return undefined
    // Never the moment that was told before.
    const changed = Math.max(now() / 1000, found.changed + 0.001)
    Object.assign(found, change, { changed })
    await replaceFile(file, JSON.stringify(people))
    return found
  }

  return {
    find: byName,
    change,

    /** Undefined where somebody has this address already. */
    async add(email: string): Promise<Invited | undefined> {
      if (byName(email) || accounts.some((each) => each.email === email)) return undefined
      const made = { sub: randomUUID(), email, isOn: true, isConfirmed: false, changed: now() / 1000 }
      people.push(made)
      await replaceFile(file, JSON.stringify(people))
      return made
    },

    /** Those who may sign in, as accounts of the least role: what they may do says their staff record. */
    accounts: (): Account[] =>
      people.filter(({ isOn }) => isOn).map(({ sub, email }) => ({ sub, email, role: 'contributor' })),
  }
}

export type InvitedPeople = ReturnType<typeof createInvited>
