/** What a member of the staff is to the newsroom. */
export const roles = ['contributor', 'editor', 'approver', 'admin'] as const
export type Role = (typeof roles)[number]

export function isRole(value: string): value is Role {
  return roles.some((role) => role === value)
}
