import * as z from 'zod'
import { type Account, findAccount, poolId } from '../sign-in/accounts.ts'
import type { Invited, InvitedPeople } from '../sign-in/invited.ts'

const pool = z.object({ UserPoolId: z.literal(poolId) })
const named = pool.extend({ Username: z.string() })
const created = named.extend({ MessageAction: z.literal('RESEND').optional() })
const listed = pool.extend({ Filter: z.string() })

/** What the pool answers 400: by the name that AWS gives it. */
export class UserRefused extends Error {}

const attributesOf = ({ email }: Pick<Account, 'email'>) => [
  { Name: 'email', Value: email },
  { Name: 'email_verified', Value: 'true' },
]

function answerOf({ sub, email, isOn, isConfirmed, changed }: Invited) {
  return {
    Username: sub,
    Enabled: isOn,
    UserStatus: isConfirmed ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
    UserLastModifiedDate: changed,
    UserAttributes: attributesOf({ email }),
  }
}

interface Parts {
  invited: InvitedPeople
  /** Mails an invitation. */
  mail: (email: string) => Promise<void>
}

/** What the editors' door and the scheduler ask of a user pool, for the accounts of this machine. */
export function createUsersApi({ invited, mail }: Parts) {
  function found(name: string): Invited {
    const person = invited.find(name)
    if (person) return person
    const account = findAccount(name)
    if (!account) throw new UserRefused('UserNotFoundException')
    return { ...account, isOn: true, isConfirmed: true, changed: 0 }
  }
  async function enable(body: unknown, isOn: boolean): Promise<object> {
    const { Username } = named.parse(body)
    found(Username)
    await invited.change(Username, { isOn })
    return {}
  }

  const operations: Record<string, (body: unknown) => Promise<object>> = {
    async ListUsers(body) {
      const sub = /^sub = "(?<sub>[^"]*)"$/u.exec(listed.parse(body).Filter)?.groups?.sub ?? ''
      const person = invited.find(sub) ?? findAccount(sub)
      if (!person) return { Users: [] }
      return {
        Users: [{ Username: person.sub, UserStatus: 'CONFIRMED', Attributes: attributesOf(person) }],
      }
    },
    async AdminCreateUser(body) {
      const { Username, MessageAction } = created.parse(body)
      // As a pool in which people sign in by e-mail does.
      if (!Username.includes('@')) throw new UserRefused('InvalidParameterException')
      if (MessageAction === 'RESEND') {
        if (found(Username).isConfirmed) throw new UserRefused('UnsupportedUserStateException')
        await invited.change(Username, {})
      } else if (!(await invited.add(Username))) throw new UserRefused('UsernameExistsException')
      await mail(Username)
      const { UserAttributes, ...user } = answerOf(found(Username))
      return { User: { ...user, Attributes: UserAttributes } }
    },
    async AdminGetUser(body) {
      return answerOf(found(named.parse(body).Username))
    },
    async AdminAddUserToGroup(body) {
      found(named.parse(body).Username)
      return {}
    },
    AdminEnableUser: (body) => enable(body, true),
    AdminDisableUser: (body) => enable(body, false),
  }

  return async function answer(operation: string, body: unknown): Promise<object> {
    const asked = operations[operation]
    if (!asked) throw new UserRefused('UnknownOperationException')
    return await asked(body)
  }
}
