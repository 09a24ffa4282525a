import { type INavigator, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { type DeskConfig, secondWindow } from './config.ts'

export interface SignInOptions {
  /** The desk's own address, to which the user pool sends people back. */
  page: string
  /** For tokens and what was asked for: the window's own, so that both end with it. */
  storage: Storage
  /** How the window leaves the page. @default as browsers do */
  navigator?: INavigator
}

/** The `state` of an answer of the user pool; undefined where the address holds none. */
export function stateOf(address: string): string | undefined {
  const { searchParams } = new URL(address)
  const isAnswer = searchParams.has('code') || searchParams.has('error')
  return isAnswer ? (searchParams.get('state') ?? '') : undefined
}

/** Whether an answer belongs to another window, which has opened this one to sign in. */
export function isForAnother(address: string): boolean {
  return new URL(address).pathname.endsWith(`/${secondWindow}`)
}

/** The user pool as an OpenID provider. */
export function createUserManager(config: DeskConfig, { page, storage, navigator }: SignInOptions) {
  const stateStore = new WebStorageStateStore({ store: storage, prefix: 'bantin.asked.' })
  const manager = new UserManager(
    {
      authority: config.userPool,
      client_id: config.clientId,
      redirect_uri: page,
      popup_redirect_uri: page + secondWindow,
      post_logout_redirect_uri: page,
      response_type: 'code',
      scope: 'openid email',
      stateStore,
      userStore: new WebStorageStateStore({ store: storage, prefix: 'bantin.' }),
      // Tokens are renewed when credentials are; nobody's window keeps a session alive by itself.
      automaticSilentRenew: false,
    },
    navigator,
  )

  return Object.assign(manager, {
    /** Whether this window has asked for an answer with this state. */
    async isAsked(state: string): Promise<boolean> {
      return state !== '' && (await stateStore.get(state)) !== null
    },

    /** Ends the session of the login pages. Cognito wants its own name for where to go after. */
    async leave(): Promise<void> {
      await manager.signoutRedirect({ extraQueryParams: { logout_uri: page } })
    },
  })
}
