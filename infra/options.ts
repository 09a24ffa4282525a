import * as z from 'zod'

/**
 * How firmly copies are locked. `governance`: whoever has a right of its own for it may still delete them. `compliance`:
 * nobody may before their time, the account's root and AWS included, and it cannot be undone.
 */
export const lock = z.enum(['governance', 'compliance'])
export type Lock = z.infer<typeof lock>

/** Of a symmetric key in the region of the stack. It is made before the stack, and outlives it. */
export const customerKeyArn = z
  .string()
  .regex(
    /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/u,
    {
      error: 'must be the ARN of a key of KMS, and no alias: arn:aws:kms:ap-southeast-1:123456789012:key/…',
    },
  )

/** Of a domain, or of one address. */
export const mailIdentityArn = z.string().regex(/^arn:aws:ses:[a-z0-9-]+:\d{12}:identity\/[\w.@+-]+$/u, {
  error:
    'must be the ARN of an identity of SES, like arn:aws:ses:ap-southeast-1:123456789012:identity/example.org',
})

/** `press@example.org`, or with the name that people read: `Bản tin <press@example.org>`. */
export const mailFrom = z
  .string()
  .max(200)
  .refine((text) => z.email().safeParse(addressIn(text)).success, {
    error: 'must be press@example.org, or Name <press@example.org>',
  })

export const addressIn = (text: string) => /^[^<>"]+ <([^<>]+)>$/u.exec(text)?.[1] ?? text

/** Whether an address is of an identity: of this very address, of its domain, or of one above that. */
export function sendsFor(identityArn: string, from: string): boolean {
  const identity = identityOf(identityArn).toLowerCase()
  const address = addressIn(from).toLowerCase()
  const [, domain = ''] = address.split('@')
  return address === identity || domain === identity || domain.endsWith(`.${identity}`)
}

/** `example.org`, as SES calls it. */
export const identityOf = (identityArn: string) => identityArn.split(':identity/')[1] ?? ''
export const regionOf = (arn: string) => arn.split(':')[3] ?? ''

const address = z.url({ protocol: /^https$/u, error: 'must be an address that begins with https://' })

/** Which claim of the office holds an e-mail address, by which a person is found in the pool. */
const saml = z.strictObject({
  metadataUrl: address,
  emailClaim: z.string().min(1).default('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'),
})
const oidc = z.strictObject({
  issuer: address,
  clientId: z.string().min(1),
  /** Of Secrets Manager, in the region of the stack: `{"clientSecret": "…"}`. A file that is committed holds none. */
  secretName: z
    .string()
    .regex(/^Bantin[\w/+=.@-]*$/u, { error: 'must begin with Bantin, like Bantin/office' }),
  emailClaim: z.string().min(1).default('email'),
})

/** In a stage's file only. */
export const officeSignIn = z
  .strictObject(
    {
      /** As the login page calls it, and as names of its people begin. */
      name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{2,31}$/u, {
        error: 'must be 3 to 32 of letters, digits and "-", like Office',
      }),
      saml: saml.optional(),
      oidc: oidc.optional(),
    },
    {
      error:
        'must be an object in the file of the stage: {"name": "Office", "saml": {"metadataUrl": "https://…"}}',
    },
  )
  .refine((given) => (given.saml === undefined) !== (given.oidc === undefined), {
    error: 'needs saml or oidc, one of the two',
  })
export type OfficeSignIn = z.infer<typeof officeSignIn>
