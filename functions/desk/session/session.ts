import { AwsV4Signer } from 'aws4fetch'
import { ErrorResponse, type User } from 'oidc-client-ts'
import type { Locale } from '../../domain/locale.ts'
import { type DeskConfig, providerOf } from './config.ts'
import { createCredentialsHolder } from './credentials.ts'
import { DeskFailure, reach } from './failure.ts'
import { type Credentials, createIdentityPool, type Proof } from './identity.ts'
import { loginLanguageOf } from './login-language.ts'
import { createUserManager, isForAnother, type SignInOptions, stateOf } from './user-manager.ts'

export interface SessionOptions extends SignInOptions {
  /** By the clock of the server: AWS refuses what was signed more than five minutes off. @default Date.now */
  now?: () => number
  send?: typeof fetch
}

/** Whoever has signed in, as the user pool knows them. */
export interface Account {
  email: string | undefined
  /** `<user pool>:<sub>`, the id of their staff record. */
  principal: string
}

/** What can be signed, and sent a second time. */
export type SignableInit = Omit<RequestInit, 'body' | 'headers'> & {
  body?: string
  headers?: Record<string, string>
}

/** Tokens are renewed when they have less than this left, in seconds. */
const tokenMargin = 60

/** The API answers in its own words (RFC 9457); what is turned away before it is not. */
function isTurnedAway({ status, headers }: Response): boolean {
  const isFromApi = headers.get('content-type')?.startsWith('application/problem+json') ?? false
  return (status === 401 || status === 403) && !isFromApi
}

/** Cognito knows `lang`, and not the `ui_locales` of the standard. */
function askIn(locale: Locale) {
  return { nonce: crypto.randomUUID(), extraQueryParams: { lang: loginLanguageOf(locale) } }
}

/** What the user pool refused; nobody reached is another matter. */
function failureOf(error: unknown): DeskFailure {
  if (error instanceof DeskFailure) return error
  if (error instanceof ErrorResponse) return new DeskFailure('signed_out', error.message, { cause: error })
  return new DeskFailure('offline', 'the user pool was not reached', { cause: error })
}

/**
 * Somebody at the desk: signed in by the code flow with PKCE, and lent credentials for as long as their tokens can be
 * renewed. Every failure is a `DeskFailure`; after one nothing of the page is lost.
 */
export function createSession(
  config: DeskConfig,
  { now = Date.now, send = fetch.bind(globalThis), ...options }: SessionOptions,
) {
  const manager = createUserManager(config, options)
  const identityPool = createIdentityPool(config, send)
  const credentials = createCredentialsHolder(async () => await identityPool.lend(await proof()), now)

  /** Whose window this is, also after their session has ended. */
  let person: string | undefined

  async function proof(): Promise<Proof> {
    const known = await manager.getUser()
    if (!known) throw new DeskFailure('signed_out', 'nobody is signed in')
    person ??= known.profile.sub
    const user = (known.expires_in ?? 0) > tokenMargin ? known : await renewed(known)
    const groups = user.profile['cognito:groups']
    return { idToken: user.id_token ?? '', hasGroup: Array.isArray(groups) && groups.length > 0 }
  }

  async function renewed({ refresh_token }: User): Promise<User> {
    if (!refresh_token) throw await ended('there is nothing to renew the tokens with')
    try {
      const user = await manager.signinSilent()
      if (user) return user
    } catch (error) {
      const failure = failureOf(error)
      throw failure.code === 'signed_out' ? await ended(failure.message) : failure
    }
    throw await ended('the user pool gave no tokens')
  }

  async function ended(message: string): Promise<DeskFailure> {
    credentials.forget()
    await manager.removeUser()
    return new DeskFailure('signed_out', message)
  }

  function addressOf(path: string): string {
    const url = new URL(config.api + path)
    if (url.origin === new URL(config.api).origin) return url.href
    throw new Error(`"${path}" is no path of the API`)
  }

  async function signed(path: string, init: SignableInit, key: Credentials): Promise<Response> {
    const { method, url, headers, body } = await new AwsV4Signer({
      ...key,
      method: init.method,
      headers: init.headers,
      body: init.body,
      url: addressOf(path),
      service: 'execute-api',
      region: config.region,
      datetime: new Date(now()).toISOString().replaceAll(/[:-]|\.\d{3}/gu, ''),
    }).sign()
    return await reach(() => send(url, { ...init, method, headers, body: body ?? null }))
  }

  return {
    /** Who is signed in in this window, as far as it knows. */
    async find(): Promise<Account | undefined> {
      const user = await manager.getUser()
      return user
        ? { email: user.profile.email, principal: `${providerOf(config).pool}:${user.profile.sub}` }
        : undefined
    },

    /** Leaves the page for the login pages. */
    async signIn(locale: Locale): Promise<void> {
      await manager.signinRedirect(askIn(locale)).catch((error) => {
        throw failureOf(error)
      })
    },

    /** Signs in in a second window, so that what was typed in this one stays. */
    async signInAgain(locale: Locale): Promise<void> {
      const user = await manager.signinPopup(askIn(locale)).catch((error) => {
        throw new DeskFailure('sign_in_failed', String(error), { cause: error })
      })
      credentials.forget()
      // What one person typed is not sent in the name of another.
      if (person !== undefined && user.profile.sub !== person) throw await ended('somebody else signed in')
    },

    /**
     * Takes what the user pool answers in the address. `none`: the address holds no answer. `other`: it is for the window
     * that asked, and was handed to it.
     */
    async finish(address: string): Promise<'none' | 'signed_in' | 'other'> {
      const state = stateOf(address)
      if (state === undefined) return 'none'
      try {
        if (isForAnother(address)) {
          await manager.signinPopupCallback(address)
          return 'other'
        }
        if (!(await manager.isAsked(state))) throw new Error('nobody in this window asked to sign in')
        await manager.signinRedirectCallback(address)
        return 'signed_in'
      } catch (error) {
        throw new DeskFailure('sign_in_failed', String(error), { cause: error })
      }
    },

    /**
     * Asks the API, signed. Credentials that are turned away are renewed once; throws `signed_out` where that does not help.
     */
    async fetch(path: string, init: SignableInit = {}): Promise<Response> {
      const key = await credentials.current()
      const response = await signed(path, init, key)
      if (!isTurnedAway(response)) return response
      const second = await signed(path, init, await credentials.insteadOf(key))
      if (isTurnedAway(second)) throw new DeskFailure('signed_out', 'the API turned the credentials away')
      return second
    },

    /** Ends it here and at the user pool. Leaves the page. */
    async signOut(): Promise<void> {
      credentials.forget()
      // Who cannot be reached cannot keep anybody signed in here.
      await manager.revokeTokens(['refresh_token']).catch(() => undefined)
      await manager.removeUser()
      await manager.leave().catch((error) => {
        throw failureOf(error)
      })
    },
  }
}

export type Session = ReturnType<typeof createSession>
