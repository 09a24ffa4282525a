import type { UserInvitationConfig, UserVerificationConfig } from 'aws-cdk-lib/aws-cognito'
import type { Locale } from '../../functions/domain/locale.ts'
import { signInWords } from '../../locales/index.ts'

/** Cognito knows one text for everybody, so each message says it in every language. */
function inEach(locales: readonly Locale[], which: keyof (typeof signInWords)[Locale], address = '') {
  const all = locales.map((locale) => signInWords[locale][which])
  return {
    emailSubject: all.map(({ subject }) => subject).join(' / '),
    emailBody: all.map(({ body }) => `<p>${body.replace('{{address}}', address)}</p>`).join('\n'),
  }
}

export function invitationIn(locales: readonly Locale[], desk: string): UserInvitationConfig {
  return inEach(locales, 'invitation', desk)
}

/** For whoever has forgotten a password, or changes their address. */
export function verificationIn(locales: readonly Locale[]): UserVerificationConfig {
  return inEach(locales, 'code')
}
