import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createLocalJWKSet } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import { secondWindow } from '../../../functions/desk/session/config.ts'
import { clientId, findAccount, poolId } from './accounts.ts'
import { choicePage, logoutPage } from './choice-page.ts'
import type { InvitedPeople } from './invited.ts'
import { createMemoryAdapter } from './memory-adapter.ts'

interface Options {
  /** `http://host`, without a slash at the end; the pool is at a path of it. */
  origin: string
  /** The desk's own address: where people are sent back to, and nowhere else. */
  page: string
  /** Who may sign in beside the accounts that are always there. */
  invited: InvitedPeople
}

const accountOf = (invited: InvitedPeople, sub: string) =>
  findAccount(sub) ?? invited.accounts().find((each) => each.sub === sub)

/** As the stack sets them, in seconds. */
const quarterHour = 15 * 60
const workingDay = 12 * 60 * 60

function configurationOf({ page, invited }: Options, key: object): Configuration {
  return {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [page, page + secondWindow],
        post_logout_redirect_uris: [page],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid', 'email'],
    // As Cognito: it has no ear for ui_locales.
    extraParams: ['lang'],
    claims: { openid: ['sub', 'cognito:groups'], email: ['email'] },
    // As in a user pool, the id token itself says them.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    clientBasedCORS: (_, origin) => origin === new URL(page).origin,
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: quarterHour,
      IdToken: quarterHour,
      RefreshToken: workingDay,
      Session: workingDay,
      Grant: workingDay,
      Interaction: 60 * 60,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        logoutSource(context, form) {
          context.body = logoutPage(form)
        },
      },
    },
    interactions: { url: (_, { uid }) => `/${poolId}/choose/${uid}` },
    findAccount: (_, sub) => {
      const account = accountOf(invited, sub)
      if (!account) return undefined
      const { email, role } = account
      return { accountId: sub, claims: () => ({ sub, email, 'cognito:groups': [role] }) }
    },
    // The desk is the newsroom's own: nobody is asked whether it may know who they are.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

/** Stands in for the user pool on this machine: whoever comes chooses a role, and needs no password. */
export function createUserPool(options: Options) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const about = { kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'RS256' }
  const issuer = `${options.origin}/${poolId}`
  const provider = new Provider(
    issuer,
    configurationOf(options, { ...privateKey.export({ format: 'jwk' }), ...about }),
  )
  const answer = provider.callback()

  async function choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await provider.interactionDetails(request, response)
    const chosen = request.method === 'POST' ? (await bodyOf(request)).get('account') : null
    const account = accountOf(options.invited, chosen ?? '')
    if (!account) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      response.end(choicePage(String(params.lang ?? ''), options.invited.accounts()))
      return
    }
    await options.invited.change(account.sub, { isConfirmed: true })
    await provider.interactionFinished(request, response, { login: { accountId: account.sub } })
  }

  const listener: RequestListener = (request, response) => {
    const url = request.url ?? '/'
    // As Cognito's login pages have it; a window that comes back has no opener.
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    if (url.startsWith(`/${poolId}/choose/`)) {
      choose(request, response).catch(() => {
        // The choice is over, or was never begun in this browser.
        response.writeHead(302, { location: options.page })
        response.end()
      })
      return
    }
    // The provider learns from the two at which path it is.
    Object.assign(request, { originalUrl: url, url: url.slice(poolId.length + 1) || '/' })
    answer(request, response)
  }

  return {
    issuer,
    /** Finds the key by which a token was signed. */
    keys: createLocalJWKSet({ keys: [{ ...publicKey.export({ format: 'jwk' }), ...about }] }),
    listener,
  }
}

export type UserPool = ReturnType<typeof createUserPool>
