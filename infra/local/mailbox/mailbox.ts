import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as z from 'zod'
import { type GuardOptions, guarded, guardedBySignature } from '../../cloud/guard.ts'
import { region, type secretIn } from '../../cloud/key-pair.ts'
import { close, listen } from '../../cloud/listen.ts'
import { createVerifier } from '../../cloud/signature.ts'
import type { InvitedPeople } from '../sign-in/invited.ts'
import { mailboxPage } from './page.ts'
import { createUsersApi, UserRefused } from './users.ts'

/** How many mails are kept: the last ones of this run. */
const mostKept = 200

const said = z.object({ Data: z.string() })
const outbound = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.string()).min(1) }),
  Content: z.object({ Simple: z.object({ Subject: said, Body: z.object({ Text: said, Html: said }) }) }),
})
/** Of the answer of Cognito's trigger. */
const written = z.object({ response: z.object({ emailSubject: z.string(), emailMessage: z.string() }) })

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
  invited: InvitedPeople
  /** The function that writes what a pool mails. */
  writeMail: (event: object) => Promise<unknown>
}

/**
 * Stands in for what mails people: SES (API v2), and the user pool where it is asked for people. It sends nothing, and its page
 * shows what would have been sent.
 */
export async function startMailbox({ secretOf, onRefusal, invited, writeMail }: Options) {
  const mails: KeptMail[] = []

  function put(mail: Omit<KeptMail, 'at'>): void {
    mails.unshift({ at: new Date().toISOString(), ...mail })
    mails.splice(mostKept)
  }
  function keep(body: Buffer): object {
    const { FromEmailAddress: from, Destination, Content } = outbound.parse(JSON.parse(body.toString()))
    const { Subject, Body } = Content.Simple
    put({
      ...{ from, to: Destination.ToAddresses },
      ...{ subject: Subject.Data, text: Body.Text.Data, html: Body.Html.Data },
    })
    return { MessageId: crypto.randomUUID() }
  }
  const answerUsers = createUsersApi({
    invited,
    async mail(email) {
      const request = { userAttributes: { email }, codeParameter: '{####}', usernameParameter: '{username}' }
      const event = { triggerSource: 'CustomMessage_AdminCreateUser', request, response: {} }
      const { emailSubject, emailMessage } = written.parse(await writeMail(event)).response
      // Nobody is asked for a password on this machine.
      const html = emailMessage.replaceAll('{username}', email).replaceAll('{####}', '········')
      put({
        from: 'desk@localhost',
        to: [email],
        subject: emailSubject,
        text: html.replace(/<[^>]+>/gu, ''),
        html,
      })
    },
  })

  const signed = (service: string, made: (body: Buffer) => object) =>
    guardedBySignature(
      (_, response, body) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(made(body))),
      { verifier: createVerifier({ service, region, secretOf }), onRefusal },
    )
  const takeMail = signed('ses', keep)
  const tellUsers = guardedBySignature(
    async ({ headers }, response, body) => {
      const reply = (status: number, answer: object) =>
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify(answer))
      try {
        const operation = String(headers['x-amz-target']).split('.')[1] ?? ''
        reply(200, await answerUsers(operation, JSON.parse(body.toString())))
      } catch (error) {
        if (!(error instanceof UserRefused)) throw error
        reply(400, { __type: error.message })
      }
    },
    { verifier: createVerifier({ service: 'cognito-idp', region, secretOf }), onRefusal },
  )
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
    else if (request.headers['x-amz-target']?.toString().startsWith('AWSCognitoIdentityProviderService.'))
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
