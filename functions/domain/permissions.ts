import { AppError } from './errors.ts'
import type { Actor, Role } from './revision.ts'

/** Who may do what in the newsroom. A role may do nothing that is not written here. */
const permissions = {
  read: ['contributor', 'editor', 'approver', 'admin'],
  write: ['contributor', 'editor', 'approver', 'admin'],
  publish: ['approver', 'admin'],
  withdraw: ['approver', 'admin'],
  configure: ['admin'],
  /** Royalties and payees: to see them, and all that is done with them. */
  remunerate: ['approver', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

function rolesThatMay(permission: Permission): readonly Role[] {
  return permissions[permission]
}

export function isPermitted({ role }: Actor, permission: Permission): boolean {
  return rolesThatMay(permission).includes(role)
}

/** Refuses unless the actor's role may do it. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!isPermitted(actor, permission)) {
    throw new AppError(
      'forbidden',
      `the role "${actor.role}" may not ${permission}; it takes one of: ${rolesThatMay(permission).join(', ')}`,
    )
  }
}
