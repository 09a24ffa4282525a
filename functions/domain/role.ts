import * as z from 'zod'

/** What a member of the staff is to the newsroom. The browser reads this file too, so it imports nothing of Node's. */
export const role = z.enum(['contributor', 'editor', 'approver', 'admin'])
export type Role = z.infer<typeof role>

export function isRole(value: string): value is Role {
  return role.safeParse(value).success
}

/**
 * Who did it, as they were called and what they were allowed at that time; a `guest` came by a link, without an account.
 * Never public.
 */
export const actor = z.object({ id: z.string(), name: z.string(), role: z.enum([...role.options, 'guest']) })
export type Actor = z.infer<typeof actor>
