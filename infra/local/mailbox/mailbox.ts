import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as z from 'zod'
import { type GuardOptions, guarded, guardedBySignature } from '../../cloud/guard.ts'
import { region, type secretIn } from '../../cloud/key-pair.ts'
import { close, listen } from '../../cloud/listen.ts'
import { createVerifier } from '../../cloud/signature.ts'
import { findAccount, poolId } from '../sign-in/accounts.ts'
import { mailboxPage } from './page.ts'

/** How many mails are kept: the last ones of this run. */
const mostKept = 200

const said = z.object({ Data: z.string() })
const outbound = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.string()).min(1) }),
  Content: z.object({ Simple: z.object({ Subject: said, Body: z.object({ Text: said, Html: said }) }) }),
})
const listUsers = z.object({ UserPoolId: z.literal(poolId), Filter: z.string() })

/** A mail that nobody gets: it is shown instead. */
export interface KeptMail {
  at: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string
}

interface Options extends Pick<GuardOptions, 'onRefusal'> {
  secretOf: ReturnType<typeof secretIn>
}

/** What a user pool answers of the accounts of this machine. */
function answerUsers(body: Buffer): object {
  const { Filter } = listUsers.parse(JSON.parse(body.toString()))
  const account = findAccount(/^sub = "(?<sub>[^"]*)"$/u.exec(Filter)?.groups?.sub ?? '')
  if (!account) return { Users: [] }
  const Attributes = [
    { Name: 'email', Value: account.email },
    { Name: 'email_verified', Value: 'true' },
  ]
  return { Users: [{ Username: account.sub, UserStatus: 'CONFIRMED', Attributes }] }
}

/**
 * Stands in for what mails people: SES (API v2), and the user pool where it is asked for addresses. It sends nothing, and its page
 * shows what would have been sent.
 */
export async function startMailbox({ secretOf, onRefusal }: Options) {
  const mails: KeptMail[] = []

  function keep(body: Buffer): object {
    const { FromEmailAddress: from, Destination, Content } = outbound.parse(JSON.parse(body.toString()))
    const { Subject, Body } = Content.Simple
    mails.unshift({
      ...{ at: new Date().toISOString(), from, to: Destination.ToAddresses },
      ...{ subject: Subject.Data, text: Body.Text.Data, html: Body.Html.Data },
    })
    mails.splice(mostKept)
    return { MessageId: crypto.randomUUID() }
  }

  const signed = (service: string, made: (body: Buffer) => object) =>
    guardedBySignature(
      (_, response, body) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(made(body))),
      { verifier: createVerifier({ service, region, secretOf }), onRefusal },
    )
  const takeMail = signed('ses', keep)
  const tellUsers = signed('cognito-idp', answerUsers)
  const page = guarded(
    (_: IncomingMessage, response: ServerResponse) => {
      const { headers, body } = mailboxPage(mails)
      response.writeHead(200, headers).end(body)
    },
    { onRefusal },
  )

  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/') page(request, response)
    else if (request.method === 'POST' && request.url === '/v2/email/outbound-emails')
      takeMail(request, response)
    else if (request.headers['x-amz-target'] === 'AWSCognitoIdentityProviderService.ListUsers')
      tellUsers(request, response)
    else response.writeHead(404).end()
  })
  const port = await listen(server)
  return {
    /** Where its page is. */
    page: `http://localhost:${port}`,
    endpoint: `http://127.0.0.1:${port}`,
    mails: (): readonly KeptMail[] => mails,
    close: () => close(server),
  }
}
