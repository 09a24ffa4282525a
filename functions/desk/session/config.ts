// The small build: this stands in what the desk loads first.
import * as z from 'zod/mini'

/** What the desk must know of the system it belongs to. Written at deployment beside the page, as `config.json`. */
export const deskConfig = z.object({
  region: z.string().check(z.minLength(1)),
  /** Of the editors' API, without a slash at the end. */
  api: z.url(),
  /** The user pool as an OpenID provider: its issuer. */
  userPool: z.url(),
  clientId: z.string().check(z.minLength(1)),
  identityPoolId: z.string().check(z.minLength(1)),
  /** Where credentials are lent. @default that of AWS in the region */
  identities: z.optional(z.url()),
})
export type DeskConfig = z.infer<typeof deskConfig>

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
