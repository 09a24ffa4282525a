import * as z from 'zod'
import { AppError } from '../errors.ts'
import { role } from '../role-schemas.ts'
import { refusal, says } from '../rules.ts'
import { sectionId } from '../settings/settings.ts'
import { shapeOf } from '../shape.ts'
import { line } from '../text-schemas.ts'

/**
 * A principal as IAM names it: a user (`AIDA…`), a session of a role (`AROA…:session`), or somebody who signs in at the desk
 * (`<user pool>:<sub>`).
 */
export const principal = z.string().regex(/^[\w+=,.@:-]{4,200}$/u, {
  error: says('form_principal'),
})

/** What an administrator says of somebody: who they are, what they may do, and where. */
const record = z.object({
  name: line(100),
  role,
  /** Only these sections; every one, when it is not given. */
  sections: z
    .array(sectionId)
    .min(1)
    .max(40)
    .refine((ids) => new Set(ids).size === ids.length, { error: says('section_twice') })
    .optional(),
  /** Somebody who has left keeps their record, and what they did stays theirs; they may do nothing any more. */
  active: z.boolean().default(true),
})
export const staffRecord = shapeOf(record)
export type StaffRecord = z.infer<typeof staffRecord>

export const staffInput = z
  .strictObject(record.shape)
  .refine(({ role, sections }) => role !== 'admin' || sections === undefined, {
    path: ['sections'],
    error: says('sections_of_admin'),
  })

interface Colleague extends StaffRecord {
  id: string
}

const isAdministrator = ({ role, active, sections }: StaffRecord) => role === 'admin' && active && !sections

/** Whether somebody may still do everything. */
export function hasAdministrator(staff: readonly StaffRecord[]): boolean {
  return staff.some(isAdministrator)
}

/**
 * Refuses what would lock everybody out: a newsroom keeps one administrator of all sections at least. Nobody changes what
 * they themselves may do.
 */
export function requireAdministrator(
  staff: readonly Colleague[],
  id: string,
  next: StaffRecord,
  by: string,
): void {
  const before = staff.find((each) => each.id === id)
  if (id === by && before && (next.role !== before.role || !next.active || next.sections)) {
    throw new AppError('conflict', refusal('own_role'))
  }
  const others = staff.filter((each) => each.id !== id)
  if (hasAdministrator([...others, next])) return
  throw new AppError('conflict', refusal('last_admin'))
}
