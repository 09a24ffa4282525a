import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import { AwsClient } from 'aws4fetch'
import { createLocalJWKSet, SignJWT } from 'jose'
import type { INavigator } from 'oidc-client-ts'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type DeskConfig, readConfig } from '../../functions/desk/session/config.ts'
import { createSession } from '../../functions/desk/session/session.ts'
import type { Role } from '../../functions/domain/role.ts'
import { close, listen } from '../../infra/cloud/listen.ts'
import { createVerifier } from '../../infra/cloud/signature.ts'
import { createAdminDoor } from '../../infra/local/doors.ts'
import { accounts, poolId } from '../../infra/local/sign-in/accounts.ts'
import { createIdentityPoolApi } from '../../infra/local/sign-in/identity-pool.ts'
import { createLending } from '../../infra/local/sign-in/lending.ts'
import { as, startTestCloud, type TestCloud } from '../support/product/cloud.ts'

let cloud: TestCloud
let config: DeskConfig
beforeAll(async () => {
  cloud = await startTestCloud()
  const read = readConfig(await (await fetch(`${cloud.addresses.desk}config.json`)).json())
  if (!read) throw new Error('config.json cannot be read')
  config = read
})
afterAll(() => cloud.remove())

/** `sessionStorage`, where there is no browser. */
function aStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    clear: () => kept.clear(),
    get length() {
      return kept.size
    },
  }
}

/** A browser as far as signing in needs one: it follows redirects with its cookies, and chooses an account. */
function aBrowser() {
  const cookies = new Map<string, string>()

  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return response
  }

  /** Goes where it is led until it is back at the desk; answers with what address. Undefined when it is shown a page. */
  async function follow(
    url: string,
    init?: RequestInit,
  ): Promise<{ desk?: string; at: string; page?: string }> {
    const response = await ask(url, init)
    const location = response.headers.get('location')
    if (!location) return { at: url, page: await response.text() }
    const next = new URL(location, url).href
    return next.startsWith(cloud.addresses.desk) ? { desk: next, at: next } : await follow(next)
  }

  return { follow }
}

function subOf(role: Role): string {
  return accounts.find((each) => each.role === role)!.sub
}

/** The desk in a window of its own. `visited` is where it went when it left its page. */
function aWindow({
  changed = {},
  now,
  send,
}: {
  changed?: Partial<DeskConfig>
  now?: () => number
  send?: typeof fetch
} = {}) {
  const browser = aBrowser()
  const storage = aStorage()
  const visited: string[] = []
  const navigator: INavigator = {
    prepare: async () => ({
      navigate: async ({ url }) => {
        visited.push(url)
        return { url }
      },
      close: () => undefined,
    }),
    callback: async () => undefined,
  }
  const options = {
    page: cloud.addresses.desk,
    storage,
    navigator,
    ...(now && { now }),
    ...(send && { send }),
  }
  const session = createSession({ ...config, ...changed }, options)

  /** Chooses an account at the login pages; answers the address by which the desk is called back. */
  async function choose(role: Role): Promise<string> {
    await session.signIn('vi')
    const { at } = await browser.follow(visited.at(-1)!)
    const body = new URLSearchParams({ account: subOf(role) })
    return (await browser.follow(at, { method: 'POST', body })).desk!
  }

  return {
    session,
    browser,
    storage,
    visited,
    choose,
    async signIn(role: Role) {
      expect(await session.finish(await choose(role))).toBe('signed_in')
      return session
    },
  }
}

/** What the window keeps of who signed in. */
function tokensOf(storage: Storage): { id_token: string; refresh_token: string; expires_at: number } {
  const key = Array.from({ length: storage.length }, (_, index) => storage.key(index)!).find((each) =>
    each.startsWith('bantin.user:'),
  )!
  return JSON.parse(storage.getItem(key)!)
}

function changeTokens(storage: Storage, change: object): void {
  const key = `bantin.user:${config.userPool}:${config.clientId}`
  storage.setItem(key, JSON.stringify({ ...JSON.parse(storage.getItem(key)!), ...change }))
}

const code = (expected: string) => expect.objectContaining({ name: 'DeskFailure', code: expected })

describe('who signs in at the desk', () => {
  it.each(accounts.map(({ role }) => role))(
    'is known to the API as the %s whose record names them',
    async (role) => {
      const { signIn } = aWindow()
      const session = await signIn(role)
      const response = await session.fetch('/me')
      expect(response.status).toBe(200)
      const principal = `${poolId}:${subOf(role)}`
      expect(await response.json()).toMatchObject({ id: principal, role })
      expect(await session.find()).toEqual({ email: `${role}@localhost`, principal })
    },
  )

  it('may do what their role may, in their own name', async () => {
    const session = await aWindow().signIn('approver')
    expect((await session.fetch('/articles?status=in_review&limit=5')).status).toBe(200)
    expect((await session.fetch('/staff/AIDASOMEBODY', { method: 'DELETE' })).status).toBeGreaterThanOrEqual(
      403,
    )
    const body = JSON.stringify({ name: 'x', role: 'admin' })
    const headers = { 'content-type': 'application/json', 'accept-language': 'en' }
    const refused = await session.fetch('/settings', {
      method: 'PUT',
      body,
      headers: { ...headers, 'if-none-match': '*' },
    })
    expect(refused.status).toBe(403)
    expect((await refused.json()).detail).toContain('may not configure')
  })

  it('is told what to do when they have left the staff, and is not asked to sign in again', async () => {
    const id = `${poolId}:${subOf('contributor')}`
    const session = await aWindow().signIn('contributor')
    const change = (active: boolean, headers: Record<string, string>) =>
      as(cloud, 'admin').send('PUT', `/staff/${encodeURIComponent(id)}`, {
        body: { name: 'Cộng tác viên', role: 'contributor', active },
        headers,
      })
    const left = await change(false, { 'if-none-match': '*' })
    expect(left.status).toBe(201)
    const response = await session.fetch('/me', { headers: { 'accept-language': 'en' } })
    await change(true, { 'if-match': left.etag })
    expect(response.status).toBe(403)
    expect((await response.json()).detail).toContain('an administrator can take them back')
  })
})

describe('a sign-in', () => {
  it('leaves no token in an address, and asks with PKCE, state and nonce', async () => {
    const { signIn, visited, storage } = aWindow()
    await signIn('editor')
    const { searchParams } = new URL(visited[0]!)
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(searchParams.get(name), name).toMatch(/^[\w-]{20,}$/u)
    const { id_token, refresh_token } = tokensOf(storage)
    for (const token of [id_token, refresh_token]) expect(visited.join()).not.toContain(token)
  })

  it.each([
    ['with another state', (address: string) => address.replace(/state=[^&]+/u, 'state=another')],
    ['with another code', (address: string) => address.replace(/code=[^&]+/u, 'code=another')],
    [
      'that the user pool refused',
      (address: string) => address.replace(/code=[^&]+/u, 'error=access_denied'),
    ],
  ])('is refused %s', async (_, change) => {
    const { session, choose } = aWindow()
    const address = await choose('editor')
    await expect(session.finish(change(address))).rejects.toEqual(code('sign_in_failed'))
    expect(await session.find()).toBeUndefined()
    await expect(session.fetch('/me')).rejects.toEqual(code('signed_out'))
  })

  it('is refused in another window than the one that asked', async () => {
    const address = await aWindow().choose('editor')
    await expect(aWindow().session.finish(address)).rejects.toEqual(code('sign_in_failed'))
  })

  it('is refused when the nonce is another than was asked for', async () => {
    const { session, choose, storage } = aWindow()
    const address = await choose('editor')
    const key = `bantin.asked.${new URL(address).searchParams.get('state')}`
    storage.setItem(key, JSON.stringify({ ...JSON.parse(storage.getItem(key)!), nonce: 'another' }))
    await expect(session.finish(address)).rejects.toEqual(code('sign_in_failed'))
  })

  it('gives tokens for a code once, and only with the verifier that belongs to it', async () => {
    const asked = async () => {
      const { choose, storage } = aWindow()
      const { searchParams } = new URL(await choose('editor'))
      const { code_verifier } = JSON.parse(storage.getItem(`bantin.asked.${searchParams.get('state')}`)!)
      const fields = { code: searchParams.get('code')!, code_verifier: String(code_verifier) }
      return async (change: Record<string, string> = {}) => {
        const body = new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: config.clientId,
          redirect_uri: cloud.addresses.desk,
          ...fields,
          ...change,
        })
        return (await fetch(`${config.userPool}/token`, { method: 'POST', body })).status
      }
    }
    const once = await asked()
    expect([await once(), await once()]).toEqual([200, 400])
    expect(await (await asked())({ code_verifier: '' })).toBe(400)
    expect(await (await asked())({ code_verifier: 'x'.repeat(43) })).toBe(400)
    expect(await (await asked())({ client_id: 'another' })).toBeGreaterThanOrEqual(400)
  })
})

describe('a session', () => {
  it('goes on by itself when its tokens have ended, with a new refresh token', async () => {
    const { signIn, storage } = aWindow()
    const session = await signIn('editor')
    const { refresh_token } = tokensOf(storage)
    changeTokens(storage, { expires_at: 1 })
    expect((await session.fetch('/me')).status).toBe(200)
    expect(tokensOf(storage).refresh_token).not.toBe(refresh_token)
  })

  it('ends, and says so, when its tokens cannot be renewed', async () => {
    const { signIn, storage } = aWindow()
    const session = await signIn('editor')
    changeTokens(storage, { expires_at: 1, refresh_token: 'another' })
    await expect(session.fetch('/me')).rejects.toEqual(code('signed_out'))
    expect(await session.find()).toBeUndefined()
  })

  it('ends when the identity pool does not accept its token', async () => {
    const { signIn, storage } = aWindow()
    const session = await signIn('editor')
    const [head = '', body = '', signature = ''] = tokensOf(storage).id_token.split('.')
    const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), 'cognito:groups': ['admin'] }
    const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
    changeTokens(storage, { id_token: forged })
    await expect(session.fetch('/me')).rejects.toEqual(code('signed_out'))
  })

  it('is not taken for ended when nobody is reached', async () => {
    const { signIn, storage } = aWindow({
      send: async () => {
        throw new TypeError('fetch failed')
      },
    })
    const session = await signIn('editor')
    await expect(session.fetch('/me')).rejects.toEqual(code('offline'))
    expect(tokensOf(storage).id_token).toBeDefined()
  })

  it('is dated by the clock that it is given: a machine whose own is wrong works by that of the server', async () => {
    const late = aWindow({ now: () => Date.now() - 10 * 60_000 })
    await expect((await late.signIn('editor')).fetch('/me')).rejects.toEqual(code('signed_out'))
    const corrected = aWindow({ now: () => Date.now() - 2 * 60_000 })
    expect((await (await corrected.signIn('editor')).fetch('/me')).status).toBe(200)
  })

  it('ends everywhere when somebody signs out', async () => {
    const { signIn, storage, browser, visited, session } = aWindow()
    await signIn('editor')
    const { refresh_token } = tokensOf(storage)
    await session.signOut()
    expect(await session.find()).toBeUndefined()
    await expect(session.fetch('/me')).rejects.toEqual(code('signed_out'))

    const leaving = new URL(visited.at(-1)!)
    // Cognito's own names; no token among them.
    expect(leaving.searchParams.get('logout_uri')).toBe(cloud.addresses.desk)
    expect(leaving.searchParams.get('client_id')).toBe(config.clientId)
    expect(leaving.searchParams.has('id_token_hint')).toBe(false)
    const { page, at } = await browser.follow(leaving.href)
    const [, action = ''] = /action="([^"]+)"/u.exec(page!) ?? []
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/u.exec(page!) ?? []
    const body = new URLSearchParams({ xsrf, logout: 'yes' })
    expect((await browser.follow(new URL(action, at).href, { method: 'POST', body })).desk).toBe(
      cloud.addresses.desk,
    )

    const fields = { grant_type: 'refresh_token', client_id: config.clientId, refresh_token }
    const renewal = { method: 'POST', body: new URLSearchParams(fields) }
    expect((await fetch(`${config.userPool}/token`, renewal)).status).toBe(400)
    // Who comes next must say who they are.
    await session.signIn('en')
    expect((await browser.follow(visited.at(-1)!)).page).toContain('choose a role')
  })
})

/** Credentials as AWS's own tools would get them. */
async function lend(role: Role) {
  const { signIn, storage } = aWindow()
  await signIn(role)
  const { host, pathname } = new URL(config.userPool)
  const Logins = { [host + pathname]: tokensOf(storage).id_token }
  const call = async (name: string, body: object) => {
    const headers = { 'x-amz-target': `AWSCognitoIdentityService.${name}` }
    return await (
      await fetch(config.identities!, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json()
  }
  const { IdentityId } = await call('GetId', { IdentityPoolId: config.identityPoolId, Logins })
  return (await call('GetCredentialsForIdentity', { IdentityId, Logins })).Credentials
}

describe('credentials that were lent', () => {
  it.each([
    ['are taken with all their parts', {}, 200],
    ['are refused without their session token', { sessionToken: undefined }, 403],
    ['are refused with another session token', { sessionToken: 'another' }, 403],
    ['are refused with another secret', { secretAccessKey: 'another' }, 403],
  ])('%s', async (_, change, status) => {
    const { AccessKeyId, SecretKey, SessionToken } = await lend('editor')
    const key = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretKey,
      sessionToken: SessionToken,
      ...change,
    }
    const signer = new AwsClient({ ...key, region: config.region, service: 'execute-api', retries: 0 })
    expect((await signer.fetch(`${config.api}/me`)).status).toBe(status)
  })

  it('are told to the function as AWS documents it', async () => {
    const lending = createLending()
    const { AccessKeyId, SecretKey, SessionToken } = lending.lend('identity', subOf('editor'), 'editor')
    const door = createAdminDoor({
      invoke: async (event) => ({ statusCode: 200, body: JSON.stringify(event) }),
      keys: [],
      lending,
      verifier: createVerifier({ service: 'execute-api', region: config.region, ...lending }),
      onRefusal: () => undefined,
      onFailure: () => undefined,
    })
    const port = await listen(door)
    onTestFinished(() => close(door))
    const key = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken }
    const signer = new AwsClient({ ...key, region: config.region, service: 'execute-api', retries: 0 })
    const event = await (await signer.fetch(`http://127.0.0.1:${port}/me`)).json()
    const provider = `cognito-idp.${config.region}.amazonaws.com/${poolId}`
    expect(event.requestContext.authorizer.iam).toEqual({
      accessKey: expect.stringMatching(/^ASIA/u),
      accountId: '000000000000',
      userId: 'AROALOCALEDITOR:CognitoIdentityCredentials',
      callerId: 'AROALOCALEDITOR:CognitoIdentityCredentials',
      userArn: 'arn:aws:sts::000000000000:assumed-role/editor/CognitoIdentityCredentials',
      cognitoIdentity: {
        amr: ['authenticated', provider, `${provider}:CognitoSignIn:${subOf('editor')}`],
        identityId: 'identity',
        identityPoolId: config.identityPoolId,
      },
    })
  })

  it('end after an hour', () => {
    let now = 0
    const lending = createLending(() => now)
    const { AccessKeyId } = lending.lend('identity', subOf('editor'), 'editor')
    now = 3_599_999
    expect(lending.secretOf(AccessKeyId)).toBeDefined()
    now = 3_600_000
    expect([lending.secretOf(AccessKeyId), lending.callerOf(AccessKeyId)]).toEqual([undefined, undefined])
  })
})

describe('the identity pool', () => {
  const issuer = 'http://localhost/pool'
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keys = createLocalJWKSet({ keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'RS256' }] })

  async function lendFor(change: {
    key?: KeyObject
    audience?: string
    issuer?: string
    end?: string
    groups?: string[]
  }) {
    const answer = createIdentityPoolApi({ issuer, keys, listener: () => undefined }, createLending())
    const server = createServer((request, response) => void answer(request, response))
    const port = await listen(server)
    onTestFinished(() => close(server))
    const token = await new SignJWT({ 'cognito:groups': change.groups ?? ['editor'] })
      .setProtectedHeader({ alg: 'RS256' })
      .setSubject(subOf('editor'))
      .setIssuer(change.issuer ?? issuer)
      .setAudience(change.audience ?? config.clientId)
      .setExpirationTime(change.end ?? '5m')
      .sign(change.key ?? privateKey)
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityService.GetCredentialsForIdentity' },
      body: JSON.stringify({
        IdentityId: `${config.region}:${subOf('editor')}`,
        Logins: { 'localhost/pool': token },
      }),
    })
    return (await response.json()).__type ?? 'lent'
  }

  it('lends to who has a token of the user pool for the desk', async () => {
    expect(await lendFor({})).toBe('lent')
  })

  it.each([
    ['ended', { end: '-1s' }],
    ['is for another client', { audience: 'another' }],
    ['is of another user pool', { issuer: 'http://localhost/another' }],
    ['was signed by somebody else', { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
    ['names no group', { groups: [] }],
    ['names a group without a role', { groups: ['readers'] }],
  ])('lends nothing for a token that %s', async (_, change) => {
    expect(await lendFor(change)).toBe('NotAuthorizedException')
  })
})

describe("the editors' door", () => {
  const ask = (origin: string) =>
    fetch(`${config.api}/articles`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization,x-amz-date,x-amz-security-token',
      },
    })

  it("tells browsers that scripts of the desk may ask, signed, and nobody else's", async () => {
    const { status, headers } = await ask(cloud.addresses.edge)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(cloud.addresses.edge)
    expect(headers.get('access-control-allow-methods')?.split(',')).toContain('PUT')
    expect(headers.get('access-control-allow-headers')?.split(',')).toContain('x-amz-security-token')
    const other = await ask('https://elsewhere.example')
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })
})
