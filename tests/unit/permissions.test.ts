import { describe, expect, it } from 'vitest'
import { AppError } from '../../functions/domain/errors.ts'
import { type Permission, requirePermission } from '../../functions/domain/permissions.ts'
import { type Role, role } from '../../functions/domain/revision.ts'

const everyone: Role[] = ['contributor', 'editor', 'approver', 'admin']

/** The whole table once more, as a reader of the rules would write it down. */
const expected: Record<Permission, Role[]> = {
  read: everyone,
  write: everyone,
  publish: ['approver', 'admin'],
  withdraw: ['approver', 'admin'],
  configure: ['admin'],
  remunerate: ['approver', 'admin'],
}

function may(who: Role, permission: Permission): boolean {
  try {
    requirePermission({ id: 'e1', name: 'Someone', role: who }, permission)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return false
    throw error
  }
}

describe('who may do what', () => {
  it('is asked of every role there is', () => {
    expect(role.options).toEqual(everyone)
  })

  it.each(Object.entries(expected))('lets only these %s: %s', (permission, roles) => {
    // Object.entries forgets that the keys are permissions.
    expect(everyone.filter((each) => may(each, permission as Permission))).toEqual(roles)
  })

  it('is refused with the role, the act and who may do it', () => {
    const editor = { id: 'e1', name: 'Someone', role: 'editor' } as const
    expect(() => requirePermission(editor, 'publish')).toThrow(
      'the role "editor" may not publish; it takes one of: approver, admin',
    )
  })
})
