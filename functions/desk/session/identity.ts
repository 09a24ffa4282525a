import * as z from 'zod/mini'
import { type DeskConfig, identitiesOf, providerOf } from './config.ts'
import { DeskFailure, reach } from './failure.ts'

/** Credentials of the role of somebody's group, for an hour. They are kept in memory only. */
export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  /** Milliseconds since the epoch. */
  expires: number
}

/** Somebody's id token, and whether it names a group: only groups have credentials to lend. */
export interface Proof {
  idToken: string
  hasGroup: boolean
}

const identity = z.object({ IdentityId: z.string().check(z.minLength(1)) })
const lent = z.extend(identity, {
  Credentials: z.object({
    AccessKeyId: z.string().check(z.minLength(1)),
    SecretKey: z.string().check(z.minLength(1)),
    SessionToken: z.string().check(z.minLength(1)),
    /** Seconds since the epoch. */
    Expiration: z.number(),
  }),
})

const refusal = z.object({ __type: z.string() })

const notAccepted = ['NotAuthorizedException', 'ResourceNotFoundException']

/** The identity pool by its JSON protocol (AWS JSON 1.1). It takes the id token for proof, so nothing is signed. */
export function createIdentityPool(config: DeskConfig, send: typeof fetch) {
  async function call<Schema extends z.ZodMiniType>(name: string, body: object, schema: Schema) {
    const response = await reach(() =>
      send(identitiesOf(config), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSCognitoIdentityService.${name}`,
        },
        body: JSON.stringify(body),
      }),
    )
    const answer: unknown = await response.json().catch(() => undefined)
    if (!response.ok) throw failureOf(name, response.status, answer)
    const { data } = schema.safeParse(answer)
    if (!data) throw new DeskFailure('outage', `${name} was answered in another form than AWS documents`)
    return data
  }

  return {
    /** Credentials for somebody who proves who they are. */
    async lend({ idToken, hasGroup }: Proof): Promise<Credentials> {
      if (!hasGroup) throw new DeskFailure('no_group', 'the token names no group')
      const Logins = { [providerOf(config).name]: idToken }
      const { IdentityId } = await call('GetId', { IdentityPoolId: config.identityPoolId, Logins }, identity)
      const { Credentials } = await call('GetCredentialsForIdentity', { IdentityId, Logins }, lent)
      return {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretKey,
        sessionToken: Credentials.SessionToken,
        expires: Credentials.Expiration * 1000,
      }
    },
  }
}

function failureOf(name: string, status: number, answer: unknown): DeskFailure {
  // It may carry the name of its service before a `#`.
  const type = refusal.safeParse(answer).data?.__type.split('#').at(-1) ?? ''
  if (notAccepted.includes(type)) return new DeskFailure('signed_out', `${name}: ${type}`)
  return new DeskFailure('outage', `${name} was answered with ${status} ${type}`)
}
