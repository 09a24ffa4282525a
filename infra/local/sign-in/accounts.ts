import { defaultLocale } from '../../../functions/domain/locale.ts'
import type { Member } from '../../../functions/domain/people/member.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { role } from '../../../functions/domain/role-schemas.ts'
import { deskWords } from '../../../locales/index.ts'
import { region } from '../../cloud/key-pair.ts'

/** The user pool of this machine, named as those of AWS are. */
export const poolId = `${region}_Local`
export const clientId = 'desk'
export const identityPoolId = `${region}:00000000-0000-4000-8000-000000000000`

export interface Account {
  sub: string
  email: string
  role: Role
}

/** One account for each role. They are the same at every start, as is their work. */
export const accounts: readonly Account[] = role.options.map((each, index) => ({
  sub: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
  email: `${each}@localhost`,
  role: each,
}))

/** The account of a role; each has one. */
export function accountOf(role: Role): Account {
  const account = accounts.find((each) => each.role === role)
  if (!account) throw new Error(`no account is ${role}`)
  return account
}

export function findAccount(sub: string): Account | undefined {
  return accounts.find((each) => each.sub === sub)
}

/** The staff record by which the API knows an account. */
export function memberOf({ sub, role }: Account): Member {
  return { id: `${poolId}:${sub}`, name: deskWords[defaultLocale].roles[role], role }
}

/** By what the identity pool knows an account. */
export function identityOf(sub: string): string {
  return `${region}:${sub}`
}
