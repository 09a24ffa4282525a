import { type DeskConfig, identitiesOf, providerOf } from './config.ts'
import { DeskFailure, reach } from './failure.ts'
import { fieldsOf, isText } from './fields.ts'

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

function readIdentity(answer: unknown): string | undefined {
  const { IdentityId } = fieldsOf(answer)
  return isText(IdentityId) ? IdentityId : undefined
}

function readCredentials(answer: unknown): Credentials | undefined {
  const lent = fieldsOf(fieldsOf(answer).Credentials)
  const { AccessKeyId, SecretKey, SessionToken, Expiration: seconds } = lent
  if (!isText(AccessKeyId) || !isText(SecretKey) || !isText(SessionToken)) return undefined
  // Since the epoch.
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretKey,
    sessionToken: SessionToken,
    expires: seconds * 1000,
  }
}

const notAccepted = ['NotAuthorizedException', 'ResourceNotFoundException']

/** The identity pool by its JSON protocol (AWS JSON 1.1). It takes the id token for proof, so nothing is signed. */
export function createIdentityPool(config: DeskConfig, send: typeof fetch) {
  async function call<Of>(
    name: string,
    body: object,
    read: (answer: unknown) => Of | undefined,
  ): Promise<Of> {
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
    const data = read(answer)
    if (data === undefined)
      throw new DeskFailure('outage', `${name} was answered in another form than AWS documents`)
    return data
  }

  return {
    /** Credentials for somebody who proves who they are. */
    async lend({ idToken, hasGroup }: Proof): Promise<Credentials> {
      if (!hasGroup) throw new DeskFailure('no_group', 'the token names no group')
      const Logins = { [providerOf(config).name]: idToken }
      const asked = { IdentityPoolId: config.identityPoolId, Logins }
      const IdentityId = await call('GetId', asked, readIdentity)
      return await call('GetCredentialsForIdentity', { IdentityId, Logins }, readCredentials)
    },
  }
}

function failureOf(name: string, status: number, answer: unknown): DeskFailure {
  // It may carry the name of its service before a `#`.
  const { __type: said } = fieldsOf(answer)
  const type = isText(said) ? said.replace(/^.*#/u, '') : ''
  if (notAccepted.includes(type)) return new DeskFailure('signed_out', `${name}: ${type}`)
  return new DeskFailure('outage', `${name} was answered with ${status} ${type}`)
}
