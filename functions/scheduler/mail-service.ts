import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import type { PostOffice } from './post.ts'

/** How long a service may take to answer, milliseconds. */
const patience = 5_000

interface Options {
  access: {
    region: string
    accessKeyId: string
    secretAccessKey: string
    sessionToken?: string
    endpoints: { mails: string | undefined; people: string | undefined }
  }
  /** By whom mails are sent, and in which region. */
  from: string
  region: string
  /** The user pool that knows people's addresses. */
  userPool: string
}

const found = z.object({
  Users: z.array(
    z.object({
      UserStatus: z.string().optional(),
      Attributes: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).default([]),
    }),
  ),
})

/**
 * SES (API v2) mails, and the user pool knows the addresses: two requests, signed here, where each SDK would be half a megabyte of
 * the function that publishes what is due.
 */
export function createMailService({ access, from, region, userPool }: Options): PostOffice {
  const { endpoints, region: own, ...keys } = access
  const mails = new AwsClient({ ...keys, service: 'ses', region, retries: 0 })
  const people = new AwsClient({ ...keys, service: 'cognito-idp', region: own, retries: 1 })

  async function ask(client: AwsClient, url: string, headers: Record<string, string>, body: object) {
    const signal = AbortSignal.timeout(patience)
    const response = await client.fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal })
    const text = await response.text()
    if (!response.ok)
      throw new Error(`${new URL(url).host} answered ${response.status}: ${text.slice(0, 300)}`)
    return text
  }

  return {
    /** Undefined for who does not sign in at this pool, or has not confirmed their address. What an office says needs no code. */
    async addressOf(principal) {
      const [pool, sub = ''] = principal.split(':')
      if (pool !== userPool || !/^[0-9a-f-]{36}$/u.test(sub)) return undefined
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.ListUsers',
      }
      const text = await ask(
        people,
        endpoints.people ?? `https://cognito-idp.${own}.amazonaws.com/`,
        headers,
        {
          UserPoolId: userPool,
          AttributesToGet: ['email', 'email_verified'],
          Filter: `sub = "${sub}"`,
          Limit: 1,
        },
      )
      const [user] = found.parse(JSON.parse(text)).Users
      const said = (name: string) => user?.Attributes.find((each) => each.Name === name)?.Value
      const isConfirmed = said('email_verified') === 'true' || user?.UserStatus === 'EXTERNAL_PROVIDER'
      return isConfirmed ? said('email') : undefined
    },

    async send(to, { subject, text, html }) {
      const said = (Data: string) => ({ Data, Charset: 'UTF-8' })
      const endpoint = endpoints.mails ?? `https://email.${region}.amazonaws.com`
      await ask(
        mails,
        `${endpoint}/v2/email/outbound-emails`,
        { 'content-type': 'application/json' },
        {
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: said(subject), Body: { Text: said(text), Html: said(html) } } },
        },
      )
    },
  }
}
