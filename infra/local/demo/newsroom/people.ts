import { defaultLocale } from '../../../../functions/domain/locale.ts'
import type { Role } from '../../../../functions/domain/role.ts'
import type { AdminClient } from '../../../../functions/moving-in/admin-client.ts'
import { deskWords } from '../../../../locales/index.ts'
import { region } from '../../../cloud/key-pair.ts'
import { createAdminClient } from '../../admin-client.ts'
import type { Cloud } from '../../cloud.ts'
import { staffOf } from '../../keys.ts'
import { accountOf, memberOf } from '../../sign-in/accounts.ts'
import { createOnce } from '../go-on.ts'

/** The people of this machine's desk: what they do in the sample content waits for whoever signs in as one of them. */
export interface People {
  /** The editors' API as the desk uses it for somebody of this role. */
  as: (role: Role) => AdminClient
}

/** By what the API knows somebody of a role. */
export const principalOf = (role: Role): string => memberOf(accountOf(role)).id

export async function signInPeople({ addresses, lend }: Cloud): Promise<People> {
  const enter = async (role: Role) =>
    createAdminClient({ url: addresses.admin, key: await lend(role), region })
  const clients = {
    contributor: await enter('contributor'),
    editor: await enter('editor'),
    approver: await enter('approver'),
    admin: await enter('admin'),
  } satisfies Record<Role, AdminClient>
  return { as: (role) => clients[role] }
}

/** Calls those whom the keys of the API stand for as the newsroom would, unless somebody has: the histories name them. */
export async function nameKeys({ keys }: Cloud, { as }: People): Promise<void> {
  const named = keys.map(staffOf).map(({ id, role }) => {
    const name = `${deskWords[defaultLocale].roles[role]} (khóa API)`
    return createOnce(as('admin'), `/staff/${encodeURIComponent(id)}`, { name, role })
  })
  await Promise.all(named)
}
