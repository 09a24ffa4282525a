import { beforeAll, describe, expect, it } from 'vitest'
import { everyOption, type Json, stackWith } from './stack-setup.ts'
import { faultsOfUpdate } from './update-rules.ts'

/** Every setting that a department might change later, changed. */
const everythingOther = {
  ...everyOption,
  adminEmail: 'other@example.org',
  alarmEmail: 'other-alarms@example.org',
  adminPrincipal: 'AIDAEXAMPLEEXAMPLE02',
  adminName: 'Newsroom',
  domainName: 'www.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/5a5a5a5a',
  hostedZoneId: 'Z9999999999ABC',
  mailFrom: 'other@example.org',
  officeSignIn: {
    name: 'Ministry',
    saml: { metadataUrl: 'https://login.example.com/metadata.xml' },
  },
  webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/others/4f0e5b2a',
  backupLock: 'governance',
  lockedExports: 'compliance',
  customerKeyArn: 'arn:aws:kms:ap-southeast-1:111122223333:key/5a5a5a5a-0000-4000-8000-000000000000',
  monthlyBudget: '60',
  logRetentionDays: '30',
  siteConcurrency: '0',
  timeZone: 'Asia/Tokyo',
  locales: 'en,vi',
  tags: { Department: 'press' },
}
const { domainName, certificateArn, adminEmail } = everyOption
const settings = {
  'no setting': {},
  'an administrator': { adminEmail },
  'a domain': { domainName, certificateArn },
  'every option': everyOption,
  'every option, each otherwise': everythingOther,
}
type Name = keyof typeof settings
const names = Object.keys(settings) as Name[]
const updates = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const))

describe('the second deployment', () => {
  it.each(updates)('from %s to %s loses nothing, and is nothing that AWS refuses', (from, to) => {
    expect(faultsOfUpdate(stackWith(settings[from]).template, stackWith(settings[to]).template)).toEqual([])
  })
})

describe('the rules of an update', () => {
  let before: Json
  let change: (pick: (resource: Json) => boolean, how: (resource: Json) => void) => Json
  beforeAll(() => {
    before = stackWith(everyOption).template
    change = (pick, how) => {
      const after = structuredClone(before)
      for (const each of Object.values<Json>(after.Resources)) if (pick(each)) how(each)
      return after
    }
  })
  const of = (type: string) => (each: Json) => each.Type === `AWS::${type}`

  it('tell what would be made anew while its name is taken', () => {
    const vault = change(of('Backup::BackupVault'), ({ Properties }) => {
      Properties.EncryptionKeyArn = 'arn:aws:kms:x'
    })
    expect(faultsOfUpdate(before, vault).join('\n')).toMatch(
      /without its content, by EncryptionKeyArn\n.*by EncryptionKeyArn while the old one has its name/u,
    )
    const office = change(of('Cognito::UserPoolIdentityProvider'), ({ Properties }) => {
      Properties.ProviderType = 'SAML'
    })
    expect(faultsOfUpdate(before, office)).toEqual([
      expect.stringMatching(/by ProviderType while the old one has its name/u),
    ])
  })

  it('tell what would be deleted with its content, be called like another, or be more than DynamoDB makes at once', () => {
    const after = structuredClone(before)
    for (const [id, each] of Object.entries<Json>(before.Resources)) {
      if (of('SSM::Parameter')(each) || of('CloudFront::Function')(each)) {
        delete after.Resources[id]
        after.Resources[`${id}Other`] = each
      }
      if (of('DynamoDB::Table')(each)) delete after.Resources[id].Properties.GlobalSecondaryIndexes
    }
    const told = faultsOfUpdate(before, after).join('\n')
    expect(told).toMatch(/what it is called is taken by/u)
    expect(told).toMatch(/2 indexes change in one deployment/u)
    const bare = change(of('S3::Bucket'), (each) => {
      delete each.DeletionPolicy
    })
    expect(faultsOfUpdate(bare, { Resources: {} }).join('\n')).toMatch(/deleted with its content/u)
  })

  it('know of every type that the stack is made of', () => {
    const unknown = change(of('SNS::Topic'), (each) => {
      each.Type = 'AWS::SNS::Unheard'
    })
    expect(faultsOfUpdate(before, unknown).join('\n')).toMatch(/nothing is known of AWS::SNS::Unheard/u)
  })
})
