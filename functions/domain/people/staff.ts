import * as z from 'zod'
import { day } from '../date-schemas.ts'
import { inVietnam } from '../dates.ts'
import { AppError } from '../errors.ts'
import { role } from '../role-schemas.ts'
import { type Refusal, refusal, says } from '../rules.ts'
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
  /** First and last day (of Vietnam, both included) on which they may do anything: of somebody who stands in for another. */
  from: day.optional(),
  until: day.optional(),
})
export const staffRecord = shapeOf(record)
export type StaffRecord = z.infer<typeof staffRecord>

export const staffInput = z
  .strictObject(record.shape)
  .refine(({ role, sections }) => role !== 'admin' || sections === undefined, {
    path: ['sections'],
    error: says('sections_of_admin'),
  })
  .refine(({ from = '', until }) => until === undefined || from <= until, {
    path: ['until'],
    error: says('ends_before'),
  })

interface Colleague extends StaffRecord {
  id: string
}

/** Whether a record gives any right at a moment. */
export function isOn({ active, from, until }: StaffRecord, at: Date): boolean {
  const today = inVietnam(at.toISOString()).slice(0, 10)
  return active && (from === undefined || from <= today) && (until === undefined || today <= until)
}

/** Whether somebody may do nothing any more, unlike one who is still to come. */
export function hasLeft({ active, until }: StaffRecord, at: Date): boolean {
  return !active || (until !== undefined && until < inVietnam(at.toISOString()).slice(0, 10))
}

/** Why a record of somebody who has not left gives no right at a moment. */
export function outsideDays({ from, until }: StaffRecord, at: Date): Refusal {
  const today = inVietnam(at.toISOString()).slice(0, 10)
  if (from !== undefined && today < from) return refusal('access_begins', { day: from })
  return refusal('access_ended', { day: until ?? today })
}

/** Whoever administers for some days alone keeps nobody from being locked out. */
const isAdministrator = ({ role, active, sections, from, until }: StaffRecord) =>
  role === 'admin' && active && !sections && !from && !until

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
  const isLess = !next.active || next.sections || next.from !== before?.from || next.until !== before?.until
  if (id === by && before && (next.role !== before.role || isLess)) {
    throw new AppError('conflict', refusal('own_role'))
  }
  const others = staff.filter((each) => each.id !== id)
  if (hasAdministrator([...others, next])) return
  throw new AppError('conflict', refusal('last_admin'))
}
