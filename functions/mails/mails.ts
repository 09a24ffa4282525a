import * as z from 'zod'
import { signInWords } from '../../locales/index.ts'
import type { Locale } from '../domain/locale.ts'

type Which = keyof (typeof signInWords)[Locale]

/** Which of our messages stands for which of Cognito's occasions; of any other the pool's own text is mailed. */
const messages: Record<string, Which> = {
  CustomMessage_AdminCreateUser: 'invitation',
  CustomMessage_ResendCode: 'code',
  CustomMessage_ForgotPassword: 'code',
  CustomMessage_UpdateUserAttribute: 'code',
  CustomMessage_VerifyUserAttribute: 'code',
  CustomMessage_Authentication: 'code',
}

/** What Cognito asks before it mails somebody: its trigger "custom message". It takes the whole event back. */
export const mailEvent = z.looseObject({
  triggerSource: z.string(),
  request: z.looseObject({
    /** What Cognito puts the code, or the temporary password, in the place of. */
    codeParameter: z.string(),
    /** The same for the address that somebody signs in by; an invitation alone has it. */
    usernameParameter: z.string().nullish(),
  }),
  response: z.looseObject({}),
})
export type MailEvent = z.infer<typeof mailEvent>

interface Parts {
  /** Where the desk is. */
  desk: string
  /** Cognito does not know who reads which, so each message says it in every one of them. */
  locales: readonly Locale[]
}

/** Writes the mails of the user pool, which so holds neither words nor addresses: it need not change when they do. */
export function createMails({ desk, locales }: Parts) {
  return function write(event: MailEvent): MailEvent {
    const which = messages[event.triggerSource]
    if (!which) return event
    const { codeParameter, usernameParameter } = event.request
    const fill = (text: string) =>
      text
        .replaceAll('{{address}}', desk)
        .replaceAll('{username}', usernameParameter ?? '')
        .replaceAll('{####}', codeParameter)
    const all = locales.map((locale) => signInWords[locale][which])
    return {
      ...event,
      response: {
        ...event.response,
        emailSubject: all.map(({ subject }) => subject).join(' / '),
        emailMessage: all.map(({ body }) => `<p>${fill(body)}</p>`).join('\n'),
      },
    }
  }
}
