import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readContext } from '../../infra/context.ts'
import { findLostSettings } from '../../infra/tools/preflight/lost-settings.ts'

const lost = (
  before: Record<string, unknown>,
  now: Record<string, unknown>,
  accepted: readonly string[] = [],
) => findLostSettings(before, now, accepted).map(({ name }) => name)

const domain = {
  domainName: 'news.example.org',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/4f0e5b2a',
}

describe('a setting of the last deployment', () => {
  it('is lost when it is said no more', () => {
    expect(lost({ adminEmail: 'a@example.org', backup: true, ...domain }, {})).toEqual([
      ...['adminEmail', 'backup', 'domainName', 'certificateArn'],
    ])
    expect(lost({ monthlyBudget: 50, alarmEmail: 'a@example.org' }, {})).toEqual([
      ...['monthlyBudget', 'alarmEmail'],
    ])
  })

  it('is not lost when the default says the same, by a flag’s word or a file’s value', () => {
    expect(
      lost({ backup: 'false', siteConcurrency: '50', locales: 'vi,en', timeZone: 'Asia/Ho_Chi_Minh' }, {}),
    ).toEqual([])
    expect(lost({ backup: 'true' }, { backup: true })).toEqual([])
    expect(lost({ logRetentionDays: '90' }, { logRetentionDays: 90 })).toEqual([])
  })

  it.each([
    ['domainName', domain, { ...domain, domainName: 'www.example.org' }],
    ['backup', { backup: true }, { backup: false }],
    ['malwareScan', { malwareScan: 'true' }, { malwareScan: 'false' }],
    ['terminationProtection', {}, { terminationProtection: false }],
    ['logRetentionDays', { logRetentionDays: 365 }, { logRetentionDays: 30 }],
    ['locales', { locales: 'vi,en' }, { locales: ['vi'] }],
    [
      'officeSignIn',
      { officeSignIn: { name: 'Office', saml: { metadataUrl: 'https://example.org/m' } } },
      { officeSignIn: { name: 'Bureau', saml: { metadataUrl: 'https://example.org/m' } } },
    ],
    ['tags', { tags: { Department: 'press' } }, { tags: { Office: 'press' } }],
  ])('is lost where %s becomes less', (name, before, now) => {
    expect(lost({ terminationProtection: true, ...before }, now)).toEqual([name])
  })

  it.each([
    [{ adminEmail: 'a@example.org' }, { adminEmail: 'b@example.org' }],
    [{ locales: 'vi,en' }, { locales: 'en,vi' }],
    [{ logRetentionDays: 30 }, { logRetentionDays: 365 }],
    [{ siteConcurrency: 100 }, { siteConcurrency: 20 }],
    [{ tags: { Department: 'press' } }, { tags: { Department: 'radio', Office: 'b' } }],
    // Alarms still have a reader: who runs the system.
    [{ adminEmail: 'a@example.org', alarmEmail: 'b@example.org' }, { adminEmail: 'a@example.org' }],
    [{ backup: false }, { backup: true }],
  ])('is not lost where it only changes: %j, %j', (before, now) => {
    expect(lost(before, now)).toEqual([])
  })

  it('is lost where newer code does not know it any more, or does not allow its value', () => {
    expect(lost({ formerly: 'x' }, {})).toEqual(['formerly'])
    expect(lost({ logRetentionDays: 7, domainName: 'NEWS' }, {})).toEqual(['domainName'])
  })

  it('is not lost where that is meant', () => {
    expect(lost({ backup: true, ...domain }, {}, ['backup', 'domainName'])).toEqual(['certificateArn'])
  })

  it('is not lost where the stage’s file has null in its place, and no flag says otherwise', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bantin-stages-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'production.json'), '{ "backup": null, "adminEmail": null, "tags": {} }')
    const read = (flags: Record<string, unknown>) =>
      readContext({ tryGetContext: (key) => flags[key], getAllContext: () => flags }, folder)
    expect(read({}).takenAway).toEqual(['adminEmail', 'backup'])
    const { given, takenAway } = read({ adminEmail: 'a@example.org' })
    expect(takenAway).toEqual(['backup'])
    expect(lost({ backup: true, adminEmail: 'b@example.org' }, given, takenAway)).toEqual([])
  })
})
