import { describe, expect, it } from 'vitest'
import type { Locale } from '../../functions/domain/locale.ts'
import { createMails, mailEvent } from '../../functions/mails/mails.ts'

const desk = 'https://news.example.org/desk/'

/** What Cognito would mail. */
function mailed(occasion: string, locales: Locale[]) {
  const isInvitation = occasion === 'AdminCreateUser'
  const event = mailEvent.parse({
    triggerSource: `CustomMessage_${occasion}`,
    userName: 'someone',
    request: { codeParameter: '{####}', usernameParameter: isInvitation ? '{username}' : null },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  })
  const { response, ...rest } = createMails({ desk, locales })(event)
  // Cognito wants back what it asked with.
  expect({ ...rest, response: event.response }).toEqual(event)
  return { subject: String(response.emailSubject), message: String(response.emailMessage) }
}

describe('a mail of the user pool', () => {
  it.each<[Locale[], string[]]>([
    [
      ['vi', 'en'],
      ['Bạn được mời', 'You are invited'],
    ],
    [
      ['en', 'vi'],
      ['You are invited', 'Bạn được mời'],
    ],
    [['vi'], ['Bạn được mời']],
  ])(
    'invites in %j, in this order, with the address of the desk, a name and a password',
    (locales, parts) => {
      const { subject, message } = mailed('AdminCreateUser', locales)
      expect([...message.matchAll(/Bạn được mời|You are invited/gu)].map(([each]) => each)).toEqual(parts)
      for (const each of ['{####}', '{username}', desk])
        expect(message.split(each)).toHaveLength(parts.length + 1)
      expect(message).not.toContain('{{')
      expect(subject.split(' / ')).toHaveLength(parts.length)
      // What Cognito takes.
      expect(subject.length).toBeLessThanOrEqual(140)
    },
  )

  it.each(['ForgotPassword', 'ResendCode', 'UpdateUserAttribute', 'VerifyUserAttribute', 'Authentication'])(
    'has a code in every language, and no address: %s',
    (occasion) => {
      const { message } = mailed(occasion, ['vi', 'en'])
      expect(message.split('{####}')).toHaveLength(3)
      expect(message).not.toContain(desk)
    },
  )

  it('is left to Cognito where we have no words for its occasion', () => {
    expect(mailed('SomethingNew', ['vi', 'en'])).toEqual({ subject: 'null', message: 'null' })
  })
})
