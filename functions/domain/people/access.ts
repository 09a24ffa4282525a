import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as z from 'zod'
import { monthBounds } from '../dates.ts'
import type { Revision } from '../revision.ts'
import { role } from '../role-schemas.ts'
import { isOn, type StaffRecord } from './staff.ts'

/** What somebody might do at the end of a month, and which revision of their record said so. */
const right = z.object({
  id: z.string(),
  name: z.string(),
  role,
  /** Only these sections; every one, when it is not given. */
  sections: z.array(z.string()).optional(),
  from: z.string().optional(),
  until: z.string().optional(),
  /** The revision that gave it; none, where whoever set the system up did. */
  given: z
    .object({
      number: z.int(),
      hash: z.string(),
      at: z.string(),
      by: z.object({ id: z.string(), name: z.string() }),
    })
    .optional(),
})

const content = z.object({
  format: z.literal('bantin-access-1'),
  site: z.string(),
  /** Of the local calendar, `2026-11`. */
  month: z.string(),
  /** Of which moment (UTC) it tells: the first of the next month, or the one at which it was asked for. */
  at: z.string(),
  isComplete: z.boolean(),
  people: z.array(right),
})
export type AccessContent = z.infer<typeof content>

/**
 * Who had which right at the end of a month. `digest`: SHA-256 of the canonical JSON (RFC 8785) of all the rest. What it says
 * needs no key to be proved: each right names the hash of the revision that gave it, and that hash stands for the person's
 * whole history. `npm run verify -- --report` makes the report again of the chains, and compares.
 */
export const accessReport = content.extend({ digest: z.string() })
export type AccessReport = z.infer<typeof accessReport>

export interface Written {
  id: string
  record: StaffRecord
  revision: Pick<Revision<unknown>, 'number' | 'hash' | 'at' | 'actor'> | undefined
}

/** Of which moment a report of a month tells, when it is asked for at `now`. */
export function momentOfReport(month: string, now: string): { at: string; isComplete: boolean } {
  const { to } = monthBounds(month)
  return to <= now ? { at: to, isComplete: true } : { at: now, isComplete: false }
}

/** The report of what was written of everybody before its moment. */
export function composeAccess(
  written: readonly Written[],
  facts: Pick<AccessContent, 'site' | 'month' | 'at' | 'isComplete'>,
): AccessReport {
  // The last moment of the month, not the first of the next one: who was there until its last day was there.
  const last = new Date(Date.parse(facts.at) - 1)
  const people = written
    .filter(({ record }) => isOn(record, last))
    .map(({ id, record: { active: _, ...record }, revision }) => ({
      id,
      ...record,
      ...(revision && {
        given: {
          number: revision.number,
          hash: revision.hash,
          at: revision.at,
          by: { id: revision.actor.id, name: revision.actor.name },
        },
      }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const report = content.parse({ format: 'bantin-access-1', ...facts, people })
  return { ...report, digest: digestOf(report) }
}

export function digestOf(report: AccessContent): string {
  return createHash('sha256')
    .update(canonicalize(content.parse(report)) ?? '')
    .digest('hex')
}
