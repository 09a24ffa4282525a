import { describe, expect, it } from 'vitest'
import { stackWith } from './stack-setup.ts'

const domain = {
  domainName: 'news.example.org',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
}
const poolOf = (settings: Record<string, string>) => stackWith(settings).only('AWS::Cognito::UserPool')

describe('the user pool', () => {
  it('never sends its schema, which Cognito refuses in every update', () => {
    expect(poolOf({}).Properties).not.toHaveProperty('Schema')
    // That people have an e-mail address follows from this.
    expect(poolOf({}).Properties.UsernameAttributes).toEqual(['email'])
  })

  it.each<[what: string, settings: Record<string, string>]>([
    [
      'a domain, an administrator, backups and scans come',
      { ...domain, adminEmail: 'newsroom@example.org', backup: 'true', malwareScan: 'true' },
    ],
    ['the languages change their order, and bounds theirs', { locales: 'en,vi', siteConcurrency: '7' }],
  ])('is not touched when %s', (_, settings) => {
    expect(poolOf(settings)).toEqual(poolOf({}))
  })

  it('holds no words that a translator might change', () => {
    const { LambdaConfig, VerificationMessageTemplate, ...pool } = poolOf({}).Properties
    expect(JSON.stringify({ pool, VerificationMessageTemplate })).not.toMatch(/\p{L}[^"]*[\u0300-\u1eff]/u)
    expect(pool.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true })
    expect(LambdaConfig).toBeDefined()
  })
})
