import { fieldsOf, isAddress, isText } from './fields.ts'

/** What the desk must know of the system it belongs to. Written at deployment beside the page, as `config.json`. */
export interface DeskConfig {
  region: string
  /** Of the editors' API, without a slash at the end. */
  api: string
  /** The user pool as an OpenID provider: its issuer. */
  userPool: string
  clientId: string
  identityPoolId: string
  /** Where credentials are lent. @default that of AWS in the region */
  identities?: string | undefined
}

/** Undefined where something is missing, or no address. */
export function readConfig(answer: unknown): DeskConfig | undefined {
  const { region, api, userPool, clientId, identityPoolId, identities } = fieldsOf(answer)
  if (!isText(region) || !isText(clientId) || !isText(identityPoolId)) return undefined
  if (!isAddress(api) || !isAddress(userPool)) return undefined
  if (identities !== undefined && !isAddress(identities)) return undefined
  return { region, api, userPool, clientId, identityPoolId, identities }
}

/**
 * Where a second window is called back to, below the page. By its address alone it knows that it is one: the login pages
 * of Cognito part the windows (Cross-Origin-Opener-Policy).
 */
export const secondWindow = 'signed-in'

/** `cognito-idp.<region>.amazonaws.com/<pool>`: the user pool as the identity pool and the staff records know it. */
export function providerOf({ userPool }: Pick<DeskConfig, 'userPool'>): { name: string; pool: string } {
  const { host, pathname } = new URL(userPool)
  return { name: host + pathname, pool: pathname.slice(1) }
}

export function identitiesOf({ identities, region }: Pick<DeskConfig, 'identities' | 'region'>): string {
  return identities ?? `https://cognito-identity.${region}.amazonaws.com`
}
