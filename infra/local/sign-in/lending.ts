import { randomBytes } from 'node:crypto'
import type { Role } from '../../../functions/domain/role.ts'
import type { Caller } from '../../cloud/gateway.ts'
import { newKeyPair, region } from '../../cloud/key-pair.ts'
import { identityPoolId, poolId } from './accounts.ts'

/** What was lent, and who signs with it. */
interface Lent {
  secretAccessKey: string
  sessionToken: string
  /** Milliseconds since the epoch. */
  expires: number
  caller: Caller
}

const hour = 60 * 60_000

/** The event names the pool as AWS does, wherever it stands in for one. */
const provider = `cognito-idp.${region}.amazonaws.com/${poolId}`

function callerOf(accessKey: string, identityId: string, sub: string, acting: Role): Caller {
  return {
    accessKey,
    userId: `AROALOCAL${acting.toUpperCase()}:CognitoIdentityCredentials`,
    userArn: `arn:aws:sts::000000000000:assumed-role/${acting}/CognitoIdentityCredentials`,
    cognitoIdentity: {
      amr: ['authenticated', provider, `${provider}:CognitoSignIn:${sub}`],
      identityId,
      identityPoolId,
    },
  }
}

/** Credentials that were lent and have not ended. */
export function createLending(now: () => number = Date.now) {
  const lent = new Map<string, Lent>()
  const find = (accessKeyId: string) => {
    const found = lent.get(accessKeyId)
    return found && found.expires > now() ? found : undefined
  }
  return {
    lend(identityId: string, sub: string, acting: Role) {
      for (const [id, { expires }] of lent) if (expires <= now()) lent.delete(id)
      const { accessKeyId, secretAccessKey } = newKeyPair()
      const id = accessKeyId.replace('AKIA', 'ASIA')
      const sessionToken = randomBytes(120).toString('base64')
      const expires = now() + hour
      const caller = callerOf(id, identityId, sub, acting)
      lent.set(id, { secretAccessKey, sessionToken, expires, caller })
      return {
        AccessKeyId: id,
        SecretKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expires / 1000,
      }
    },
    secretOf: (id: string) => find(id)?.secretAccessKey,
    sessionTokenOf: (id: string) => find(id)?.sessionToken,
    callerOf: (id: string) => find(id)?.caller,
  }
}

export type Lending = ReturnType<typeof createLending>
