import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import { refusal } from '../../domain/rules.ts'

/** How long the pool may take to answer, milliseconds. */
const patience = 5_000

/** By which somebody signs in. `invited`: they have not chosen a password yet; `changed`: UTC, when anything of it was. */
export interface UserAccount {
  email: string
  state: 'invited' | 'active' | 'disabled'
  changed: string
}

/** The accounts by which people sign in at the desk, each known by its principal: `<user pool>:<sub>`. */
export interface UserAccounts {
  /** Makes an account and has the invitation mailed; one that is there already is taken as it is. Answers its principal. */
  invite(email: string): Promise<string>
  /** Undefined for a principal who does not sign in here. */
  find(principal: string): Promise<UserAccount | undefined>
  /** Has the invitation mailed again, with another temporary password. */
  inviteAgain(email: string): Promise<void>
  /** Whether somebody may sign in. One who does not sign in here is left alone. */
  enable(principal: string, isOn: boolean): Promise<void>
}

export interface PoolAccess {
  region: string
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  endpoint: string | undefined
  userPool: string
}

const failure = z.object({ __type: z.string() })
const attributes = z.array(z.object({ Name: z.string(), Value: z.string().optional() })).default([])
const user = z.object({
  Username: z.string(),
  Enabled: z.boolean().default(true),
  UserStatus: z.string().default(''),
  UserLastModifiedDate: z.number().default(0),
  UserAttributes: attributes,
})

class PoolRefusal extends Error {
  readonly type: string

  constructor(type: string) {
    super(`the user pool answered ${type}`)
    this.type = type
  }
}

const isBusy = /TooManyRequests|LimitExceeded|CodeDelivery|InternalError|Throttling/u

/** By which group they are lent the right to knock at the API: all four may do the same there, and the staff says the rest. */
const group = 'contributor'

/** The user pool itself, asked by requests signed here: its SDK would be half a megabyte of the function. */
export function createUserAccounts({ userPool, endpoint, ...access }: PoolAccess): UserAccounts {
  const client = new AwsClient({ ...access, service: 'cognito-idp', retries: 0 })
  const url = endpoint ?? `https://cognito-idp.${access.region}.amazonaws.com/`

  async function ask(operation: string, body: object): Promise<unknown> {
    const response = await client.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ UserPoolId: userPool, ...body }),
      signal: AbortSignal.timeout(patience),
    })
    const text = await response.text()
    const answer: unknown = text === '' ? {} : JSON.parse(text)
    if (response.ok) return answer
    const { data } = failure.safeParse(answer)
    const type = data?.__type.split('#').at(-1) ?? String(response.status)
    if (isBusy.test(type)) throw new AppError('unavailable', refusal('accounts_busy'))
    throw new PoolRefusal(type)
  }

  /** Undefined where the pool says one thing: others are faults. */
  async function unless<T>(type: string, asked: Promise<T>): Promise<T | undefined> {
    try {
      return await asked
    } catch (error) {
      if (error instanceof PoolRefusal && error.type === type) return undefined
      throw error
    }
  }

  const mailed = (email: string, more: object) =>
    ask('AdminCreateUser', { Username: email, DesiredDeliveryMediums: ['EMAIL'], ...more })

  async function userOf(Username: string) {
    const answer = await unless('UserNotFoundException', ask('AdminGetUser', { Username }))
    return answer === undefined ? undefined : user.parse(answer)
  }

  function subOf(principal: string): string | undefined {
    const [pool, sub = ''] = principal.split(':')
    return pool === userPool && /^[0-9a-f-]{36}$/u.test(sub) ? sub : undefined
  }

  return {
    async invite(email) {
      const UserAttributes = [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ]
      await unless('UsernameExistsException', mailed(email, { UserAttributes }))
      const found = await userOf(email)
      if (!found) throw new Error('the user pool does not know whom it has just invited')
      await ask('AdminAddUserToGroup', { Username: email, GroupName: group })
      // Where people sign in by e-mail, this is what their tokens call "sub".
      return `${userPool}:${found.Username}`
    },

    async find(principal) {
      const sub = subOf(principal)
      const found = sub === undefined ? undefined : await userOf(sub)
      if (!found) return undefined
      const { Enabled, UserStatus, UserLastModifiedDate, UserAttributes } = found
      const isInvited = UserStatus === 'FORCE_CHANGE_PASSWORD'
      return {
        email: UserAttributes.find(({ Name }) => Name === 'email')?.Value ?? '',
        state: Enabled ? (isInvited ? 'invited' : 'active') : 'disabled',
        changed: new Date(UserLastModifiedDate * 1000).toISOString(),
      }
    },

    async inviteAgain(email) {
      await mailed(email, { MessageAction: 'RESEND' })
    },

    async enable(principal, isOn) {
      const Username = subOf(principal)
      if (Username === undefined) return
      await unless('UserNotFoundException', ask(isOn ? 'AdminEnableUser' : 'AdminDisableUser', { Username }))
    },
  }
}
