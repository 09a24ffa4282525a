import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { DeskConfig } from '../../../functions/desk/session/config.ts'
import type { Member } from '../../../functions/domain/people/member.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { type GuardOptions, guarded } from '../../cloud/guard.ts'
import { region } from '../../cloud/key-pair.ts'
import { close, listen } from '../../cloud/listen.ts'
import type { Signer } from '../admin-client.ts'
import { accountOf, accounts, clientId, identityOf, identityPoolId, memberOf, poolId } from './accounts.ts'
import type { InvitedPeople } from './invited.ts'
import type { Lending } from './lending.ts'

interface Options extends Pick<GuardOptions, 'onRefusal'> {
  /** The desk's own address. */
  page: string
  lending: Lending
  invited: InvitedPeople
  /** Puts the accounts on the staff, before the first of them signs in. */
  saveStaff: (members: Member[]) => Promise<void>
  onFailure: (error: unknown) => void
}

/**
 * The user pool and the identity pool of this machine, at one port. They are loaded when somebody first asks for them, so
 * that a start without editors does not wait for them.
 */
export async function startSignIn({ page, lending, invited, saveStaff, onRefusal, onFailure }: Options) {
  let opening: Promise<RequestListener> | undefined

  async function open(origin: string): Promise<RequestListener> {
    const [{ createUserPool }, { createIdentityPoolApi }] = await Promise.all([
      import('./user-pool.ts'),
      import('./identity-pool.ts'),
      saveStaff(accounts.map(memberOf)),
    ])
    const userPool = createUserPool({ origin, page, invited })
    const answerIdentities = createIdentityPoolApi(userPool, lending)
    return (request, response) => {
      if (request.url?.startsWith(`/${poolId}/`)) userPool.listener(request, response)
      else answerIdentities(request, response)
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      opening ??= open(origin)
      const listener = await opening
      listener(request, response)
    } catch (error) {
      opening = undefined
      onFailure(error)
      response.writeHead(500).end()
    }
  }

  // Its pages and answers say by themselves whose scripts may read them.
  const server = createServer(guarded(answer, { pages: 'any', onRefusal }))
  const origin = `http://localhost:${await listen(server)}`
  const config = {
    region,
    userPool: `${origin}/${poolId}`,
    clientId,
    identityPoolId,
    identities: origin,
  } satisfies Omit<DeskConfig, 'api'>

  /** Credentials as the account of a role is lent them, which is on the staff from then on. */
  async function lend(role: Role): Promise<Signer> {
    await saveStaff(accounts.map(memberOf))
    const { sub } = accountOf(role)
    const { AccessKeyId, SecretKey, SessionToken } = lending.lend(identityOf(sub), sub, role)
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken }
  }

  return { origin, config, lend, close: () => close(server) }
}

export type SignIn = Awaited<ReturnType<typeof startSignIn>>
