import type { Role } from '../functions/domain/role.ts'

/** Somebody in several groups acts as the first of them. A role that has no place here, and so no group, does not compile. */
const precedence = { admin: 0, approver: 1, editor: 2, contributor: 3 } satisfies Record<Role, number>

/** Every role, the first in order first. */
export const rolesInOrder: readonly Role[] = Object.keys(precedence)
  .filter((name): name is Role => name in precedence)
  .sort((a, b) => precedence[a] - precedence[b])
