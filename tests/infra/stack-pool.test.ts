import { describe, expect, it } from 'vitest'
import { everyOption, stackWith } from './stack-setup.ts'

const { mailIdentityArn, mailFrom, ...allButMails } = everyOption
const poolOf = (settings: Record<string, unknown>) => stackWith(settings).only('AWS::Cognito::UserPool')

describe('the user pool', () => {
  it('never sends its schema, which Cognito refuses in every update', () => {
    expect(poolOf({}).Properties).not.toHaveProperty('Schema')
    // That people have an e-mail address follows from this.
    expect(poolOf({}).Properties.UsernameAttributes).toEqual(['email'])
  })

  it.each<[what: string, settings: Record<string, unknown>]>([
    ['every option comes but that of its mails', allButMails],
    [
      'what is neither an option nor the name of its stage changes',
      {
        locales: 'en,vi',
        siteConcurrency: '7',
        adminName: 'Newsroom',
        logRetentionDays: '30',
        timeZone: 'Asia/Tokyo',
        terminationProtection: 'false',
        tags: { Department: 'press' },
      },
    ],
  ])('is not touched when %s', (_, settings) => {
    expect(poolOf(settings)).toEqual(poolOf({}))
  })

  it('learns by whom its mails are sent, in one property and no other', () => {
    const { EmailConfiguration, ...rest } = poolOf({ mailIdentityArn, mailFrom }).Properties
    expect(rest).toEqual(poolOf({}).Properties)
    expect(EmailConfiguration).toMatchObject({ EmailSendingAccount: 'DEVELOPER', From: mailFrom })
  })

  it('holds no words that a translator might change', () => {
    const { LambdaConfig, VerificationMessageTemplate, ...pool } = poolOf({}).Properties
    expect(JSON.stringify({ pool, VerificationMessageTemplate })).not.toMatch(/\p{L}[^"]*[\u0300-\u1eff]/u)
    expect(pool.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true })
    expect(LambdaConfig).toBeDefined()
  })
})
