import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { readContext } from '../../infra/context.ts'
import {
  everyOption,
  type Json,
  listOf,
  type Stack,
  type Statement,
  stackWith,
  textOf,
} from './stack-setup.ts'

let off: Stack
let on: Stack
beforeAll(() => {
  off = stackWith()
  on = stackWith(everyOption)
})

const typesOf = (stack: Stack) => new Set(stack.resources.map(([, { Type }]) => Type))
const callsOf = (stack: Stack): Json[] =>
  stack.all('Custom::AWS').map((each) => ({ ...each, call: JSON.parse(textOf(each.Properties.Create)) }))

/** Reads settings as `cdk deploy` does; the stage without a file has none. */
const read = (given: Record<string, unknown>) =>
  readContext({ tryGetContext: (key) => given[key], getAllContext: () => given }, '/nonexistent').settings

describe('what an option adds', () => {
  it('is nowhere in a stack that was not given it', () => {
    const added = [...typesOf(on)].filter((type) => !typesOf(off).has(type)).sort()
    expect(added).toEqual([
      'AWS::Backup::BackupPlan',
      'AWS::Backup::BackupSelection',
      'AWS::Budgets::Budget',
      'AWS::Cognito::UserPoolIdentityProvider',
      'AWS::GuardDuty::MalwareProtectionPlan',
      'AWS::SNS::Subscription',
      'AWS::Scheduler::Schedule',
    ])
    const text = JSON.stringify(off.template)
    for (const word of ['kms:', 'ses', 'LockConfiguration', 'ObjectLock', 'route53', 'secretsmanager'])
      expect(text, word).not.toMatch(new RegExp(`"[^"]*\\b${word}`, 'u'))
  })
})

describe('hostedZoneId', () => {
  const change = () => callsOf(on).find(({ call }) => call.action === 'ChangeResourceRecordSets')

  it('leads the domain to the distribution, for both kinds of address, whatever stood there before', () => {
    const { call } = change()
    expect(call.parameters.HostedZoneId).toBe('Z0123456789ABC')
    const host = `${on.only('AWS::CloudFront::Distribution').id}.DomainName`
    expect(call.parameters.ChangeBatch.Changes).toEqual(
      ['A', 'AAAA'].map((Type) => ({
        Action: 'UPSERT',
        ResourceRecordSet: {
          Name: 'news.example.org',
          Type,
          // The one zone of all distributions.
          AliasTarget: { HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: host, EvaluateTargetHealth: false },
        },
      })),
    )
  })

  it('takes no record away again, nor touches another name', () => {
    expect(change().Properties.Delete).toBeUndefined()
    const [statement]: Statement[] = on.only('AWS::IAM::Policy', 'Domain').Properties.PolicyDocument.Statement
    expect(textOf(statement?.Resource)).toMatch(/:hostedzone\/Z0123456789ABC$/u)
    expect(statement?.Condition?.['ForAllValues:StringEquals']).toEqual({
      'route53:ChangeResourceRecordSetsActions': ['UPSERT'],
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['news.example.org'],
      'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA'],
    })
  })

  it('is refused without a domain', () => {
    expect(() => read({ hostedZoneId: 'Z0123456789ABC' })).toThrow(/a zone is of use for a domainName only/u)
    expect(() => read({ ...everyOption, hostedZoneId: 'example.org' })).toThrow(
      /must be the id of a hosted zone/u,
    )
  })
})

describe('mailIdentityArn and mailFrom', () => {
  it('let the pool send by SES, and change nothing else of it', () => {
    const { EmailConfiguration, ...rest } = on.only('AWS::Cognito::UserPool').Properties
    expect(EmailConfiguration).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      From: 'Newsroom <newsroom@example.org>',
      SourceArn: everyOption.mailIdentityArn,
    })
    expect(rest).toEqual(off.only('AWS::Cognito::UserPool').Properties)
    // What made every update of a pool fail.
    expect(rest).not.toHaveProperty('Schema')
  })

  it('let the scheduler mail people, as this sender alone, and ask this pool for their addresses; without them it may not', () => {
    const mailing = (stack: typeof on) =>
      stack
        .statementsOf('Scheduler')
        .filter(({ Action }) => /^(?:ses|cognito-idp):/u.test(String(Action)))
        .map(({ Action, Condition }) => [Action, Condition])
    expect(mailing(on)).toEqual([
      ['ses:SendEmail', { StringEquals: { 'ses:FromAddress': 'newsroom@example.org' } }],
      ['cognito-idp:ListUsers', undefined],
    ])
    expect(mailing(off)).toEqual([])
    const variables = (stack: typeof on, name: string) =>
      stack.functionOf(name).Properties.Environment.Variables
    expect(variables(on, 'Admin').SENDS_MAIL).toBe('yes')
    expect(variables(off, 'Admin').SENDS_MAIL).toBe('no')
    expect(variables(off, 'Scheduler')).toMatchObject({ MAIL_FROM: 'none', USER_POOL: 'none' })
  })

  it.each<[what: string, given: Record<string, string>, said: RegExp]>([
    ['one without the other', { mailFrom: 'newsroom@example.org' }, /belong together/u],
    [
      'an address of another domain',
      { mailFrom: 'newsroom@example.com', mailIdentityArn: everyOption.mailIdentityArn },
      /must be an address of the identity/u,
    ],
    [
      'no address',
      { mailFrom: 'Newsroom', mailIdentityArn: everyOption.mailIdentityArn },
      /must be press@example.org, or/u,
    ],
    [
      'no identity of SES',
      { mailFrom: 'newsroom@example.org', mailIdentityArn: 'example.org' },
      /must be the ARN of an identity of SES/u,
    ],
  ])('are refused: %s', (_, given, said) => expect(() => read(given)).toThrow(said))

  it('take a domain below the identity, and an identity that is one address', () => {
    expect(read({ ...everyOption, mailFrom: 'a@news.example.org' }).mailFrom).toBe('a@news.example.org')
    const mailIdentityArn = 'arn:aws:ses:us-east-1:111122223333:identity/press@example.org'
    expect(read({ mailFrom: 'press@example.org', mailIdentityArn }).mailIdentityArn).toBe(mailIdentityArn)
    expect(() => read({ mailFrom: 'other@example.org', mailIdentityArn })).toThrow(/must be an address/u)
  })
})

describe('officeSignIn', () => {
  it('stands beside the pool, and the desk takes people of both', () => {
    const provider = on.only('AWS::Cognito::UserPoolIdentityProvider')
    expect(provider.Properties).toMatchObject({
      ProviderName: 'Office',
      ProviderType: 'OIDC',
      AttributeMapping: { email: 'email' },
    })
    const client = on.only('AWS::Cognito::UserPoolClient')
    expect(client.Properties.SupportedIdentityProviders).toEqual(['COGNITO', 'Office'])
    expect(client.DependsOn).toContain(provider.id)
  })

  it('reads the secret at the deployment: no file and no template holds it', () => {
    const { ProviderDetails } = on.only('AWS::Cognito::UserPoolIdentityProvider').Properties
    expect(ProviderDetails.client_secret).toBe(
      '{{resolve:secretsmanager:Bantin/office:SecretString:clientSecret::}}',
    )
  })

  it('lends people of the office what everybody may: to knock; what they may do the staff says', () => {
    const { Roles, RoleMappings } = on.only('AWS::Cognito::IdentityPoolRoleAttachment').Properties
    expect(textOf(Roles.authenticated)).toBe(
      textOf(
        on.all('AWS::Cognito::UserPoolGroup').find(({ Properties }) => Properties.GroupName === 'contributor')
          ?.Properties.RoleArn,
      ),
    )
    expect(Object.values(RoleMappings)).toEqual([
      expect.objectContaining({ Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' }),
    ])
  })

  it('speaks SAML as well', () => {
    const saml = { metadataUrl: 'https://login.example.org/metadata.xml' }
    const { officeSignIn } = read({ officeSignIn: { name: 'Office', saml } })
    expect(officeSignIn?.saml?.emailClaim).toMatch(/claims\/emailaddress$/u)
    const stack = stackWith({ officeSignIn: { name: 'Office', saml } })
    expect(stack.only('AWS::Cognito::UserPoolIdentityProvider').Properties).toMatchObject({
      ProviderType: 'SAML',
      ProviderDetails: { MetadataURL: saml.metadataUrl },
    })
    expect(stack.only('AWS::Cognito::UserPool')).toEqual(off.only('AWS::Cognito::UserPool'))
  })

  it.each<[what: string, given: unknown, said: RegExp]>([
    ['neither or both', { name: 'Office' }, /needs saml or oidc/u],
    ['by a flag', 'Office', /must be an object in the file of the stage/u],
    ['without TLS', { name: 'Office', saml: { metadataUrl: 'http://a.example' } }, /begins with https/u],
    [
      'with a secret in the file',
      { name: 'Office', oidc: { ...everyOption.officeSignIn.oidc, secretName: 'x' } },
      /must begin with Bantin/u,
    ],
  ])('is refused: %s', (_, officeSignIn, said) => expect(() => read({ officeSignIn })).toThrow(said))
})

describe('copies that nobody can delete', () => {
  it('backupLock locks the vault: nothing ends before the daily copies; compliance can be taken back for a week', () => {
    const lock = on.only('AWS::Backup::BackupVault').Properties.LockConfiguration
    expect(lock).toEqual({ MinRetentionDays: 35, ChangeableForDays: 7 })
    const { BackupPlanRule } = on.only('AWS::Backup::BackupPlan').Properties.BackupPlan
    for (const { Lifecycle } of BackupPlanRule)
      expect(Lifecycle.DeleteAfterDays).toBeGreaterThanOrEqual(lock.MinRetentionDays)
    expect(() => read({ backupLock: 'compliance' })).toThrow(/locks copies that backup makes/u)
    expect(() => read({ backup: 'true', backupLock: 'yes' })).toThrow(/"governance"\|"compliance"/u)
  })

  it('lockedExports keeps each night’s export of the newsroom for 35 days, whatever anybody may do to the table', () => {
    const bucket = on.only('AWS::S3::Bucket', 'ExportsBucket')
    expect(bucket.Properties.ObjectLockConfiguration).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Days: 35, Mode: 'GOVERNANCE' } },
    })
    expect(bucket.Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBeGreaterThan(35)
    const { Target, ScheduleExpressionTimezone } = on.only('AWS::Scheduler::Schedule').Properties
    expect(ScheduleExpressionTimezone).toBe('Asia/Ho_Chi_Minh')
    expect(textOf(Target.Arn)).toMatch(/:aws-sdk:dynamodb:exportTableToPointInTime$/u)
    const arrivals = on.only('AWS::S3::Bucket', 'ExportsArrivals')
    expect(JSON.parse(textOf(Target.Input))).toEqual({
      TableArn: on.only('AWS::DynamoDB::Table', 'Newsroom').id,
      S3Bucket: arrivals.id,
      // `npm run restore -- --export s3://<ExportsBucket>/<night>` finds the one export in it.
      S3Prefix: '<aws.scheduler.scheduled-time>',
      S3SseAlgorithm: 'KMS',
      S3SseKmsKeyId: everyOption.customerKeyArn,
    })
    expect(textOf(Target.DeadLetterConfig.Arn)).toBe(on.only('AWS::SQS::Queue').id)
    expect(textOf(on.template.Outputs.ExportsBucket.Value)).toBe(bucket.id)
    for (const { id } of [bucket, arrivals])
      expect(JSON.stringify(on.template.Outputs.Retained.Value)).toContain(id)
  })

  it('locks what S3 copies, not what DynamoDB writes, which may come without a checksum', () => {
    const { Properties } = on.only('AWS::S3::Bucket', 'ExportsArrivals')
    expect(Properties.ObjectLockConfiguration).toBeUndefined()
    expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' })
    const [rule, ...others] = Properties.ReplicationConfiguration.Rules
    expect(others).toEqual([])
    expect(rule).toMatchObject({
      Status: 'Enabled',
      Filter: { Prefix: '' },
      // What is deleted on one side stays on the other.
      DeleteMarkerReplication: { Status: 'Disabled' },
      SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
      Destination: { EncryptionConfiguration: { ReplicaKmsKeyID: everyOption.customerKeyArn } },
    })
    expect(textOf(rule.Destination.Bucket)).toBe(on.only('AWS::S3::Bucket', 'ExportsBucket').id)
    // Without a key of the account's own S3 keeps to those of its own.
    const plain = stackWith({ lockedExports: 'governance' })
    const [own] = plain.only('AWS::S3::Bucket', 'ExportsArrivals').Properties.ReplicationConfiguration.Rules
    expect([own.SourceSelectionCriteria, own.Destination.EncryptionConfiguration]).toEqual([
      undefined,
      undefined,
    ])
    expect(textOf(plain.only('AWS::Scheduler::Schedule').Properties.Target.Input)).not.toContain('Sse')
  })

  it.each([
    [
      'whoever exports write where it arrives',
      'ExportsRole',
      [
        'dynamodb:ExportTableToPointInTime',
        ...['s3:AbortMultipartUpload', 's3:PutObject', 's3:PutObjectAcl'],
        'sqs:SendMessage',
      ],
    ],
    [
      'S3 copy what has arrived',
      'ExportsCopyRole',
      [
        ...['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
        ...['s3:GetReplicationConfiguration', 's3:ListBucket', 's3:ReplicateObject', 's3:ReplicateTags'],
      ],
    ],
  ])('lets %s, and delete nothing', (_, role, permitted) => {
    const { Statement: statements } = on.only('AWS::IAM::Policy', role).Properties.PolicyDocument
    const actions = statements.flatMap(({ Action }: Statement) => listOf(Action))
    expect(actions.filter((each: string) => !each.startsWith('kms:')).sort()).toEqual(permitted)
  })

  it('has it told when a night’s export did not come', () => {
    const bucket = on.only('AWS::S3::Bucket', 'ExportsBucket').id
    const { EXPORTS_BUCKET, TIME_ZONE } = on.functionOf('Scheduler').Properties.Environment.Variables
    expect([textOf(EXPORTS_BUCKET), TIME_ZONE]).toEqual([bucket, 'Asia/Ho_Chi_Minh'])
    const looks = on
      .statementsOf('Scheduler')
      .filter(({ Resource }) => JSON.stringify(Resource).includes(bucket))
    expect(looks.flatMap(({ Action }) => listOf(Action))).toEqual(['s3:ListBucket'])
    expect(stackWith().functionOf('Scheduler').Properties.Environment.Variables.EXPORTS_BUCKET).toBe('none')
  })
})

describe('customerKeyArn', () => {
  const key = everyOption.customerKeyArn

  it('locks the newsroom, what readers wrote, private files, dead letters and every log', () => {
    for (const [name, isLocked] of Object.entries({
      Newsroom: true,
      Feedback: true,
      Site: false,
      Views: false,
    })) {
      const { SSESpecification } = on.only('AWS::DynamoDB::Table', name).Properties
      expect(SSESpecification?.KMSMasterKeyId, name).toBe(isLocked ? key : undefined)
    }
    for (const { id, Properties } of on.all('AWS::S3::Bucket')) {
      const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration
      const isPrivate = /^(?:FilesUploads|FilesIndex|Exports)/u.test(id)
      expect(rule.ServerSideEncryptionByDefault.KMSMasterKeyID, id).toBe(isPrivate ? key : undefined)
    }
    expect(on.only('AWS::SQS::Queue').Properties.KmsMasterKeyId).toBe(key)
    const logs = on.all('AWS::Logs::LogGroup')
    expect(logs.length).toBeGreaterThan(15)
    for (const { id, Properties } of logs) expect(Properties.KmsKeyId, id).toBe(key)
  })

  const services = (statements: Statement[]) =>
    statements
      .filter(({ Action }) => listOf(Action).some((each) => each.startsWith('kms:')))
      .map(({ Resource, Condition }) => [
        textOf(Resource),
        Condition ? textOf(Condition.StringEquals?.['kms:ViaService']).split('.')[0] : 'any',
      ])

  it.each<[name: string, by: string[]]>([
    ['Admin', ['dynamodb', 's3']],
    ['Preview', ['dynamodb']],
    ['Feedback', ['dynamodb']],
    ['Scheduler', ['dynamodb']],
    ['Publisher', ['any', 'dynamodb', 's3']],
    ['Search', ['s3']],
    ['Media', ['s3']],
    ['Site', []],
    ['Counter', []],
    ['Tally', []],
    ['Mirror', []],
  ])('gives the role of %s the use of it by what it asks: %j', (name, by) => {
    const used = services(on.statementsOf(name))
    expect([...new Set(used.map(([, service]) => service))].sort()).toEqual(by)
    expect(used.every(([resource]) => resource === key)).toBe(true)
  })

  it('lets GuardDuty read what it scans, and the first administrator be written', () => {
    for (const [type, start] of [
      ['dynamodb', 'FirstAdmin'],
      ['s3', 'MalwareScanRole'],
    ] as const) {
      const { Statement: statements } = on.only('AWS::IAM::Policy', start).Properties.PolicyDocument
      expect(services(statements)).toContainEqual([key, type])
    }
  })

  it('has a policy to begin with that leaves it to IAM, and lets logs of this account lie under it', () => {
    const path = new URL('../../infra/pipeline/key-policy.json', import.meta.url)
    const [account, logs, ...more]: Json[] = JSON.parse(readFileSync(path, 'utf8')).Statement
    expect(more).toEqual([])
    expect(account.Principal).toEqual({ AWS: 'arn:aws:iam::ACCOUNT:root' })
    expect(logs.Principal).toEqual({ Service: 'logs.REGION.amazonaws.com' })
    expect(logs.Condition.ArnLike['kms:EncryptionContext:aws:logs:arn']).toMatch(/:REGION:ACCOUNT:/u)
  })

  it('is refused as an alias, whose key can be another tomorrow', () => {
    expect(() => read({ customerKeyArn: 'arn:aws:kms:ap-southeast-1:111122223333:alias/news' })).toThrow(
      /must be the ARN of a key of KMS, and no alias/u,
    )
  })
})

describe('closeWatch', () => {
  const alarmOf = (name: string) =>
    on
      .all('AWS::CloudWatch::Alarm')
      .map(({ Properties, Condition }) => ({ ...Properties, Condition }))
      .find(({ AlarmDescription }) => AlarmDescription.endsWith(`#alarm-${name.toLowerCase()}`))
  const metricsOf = (name: string): Json[] =>
    alarmOf(name).Metrics.flatMap(({ MetricStat }: Json) => (MetricStat ? [MetricStat.Metric] : []))

  it('hears of every function that can be refused, and of no call that waits by design', () => {
    const watched = metricsOf('Throttles').map(({ Dimensions }) => textOf(Dimensions[0].Value))
    const ids = ['Search', 'Counter', 'Admin', 'Preview', 'Feedback', 'Media', 'Mails'].map(
      (name) => on.functionOf(name).id,
    )
    expect(watched.sort()).toEqual(ids.sort())
    expect(new Set(metricsOf('Throttles').map(({ MetricName }) => MetricName))).toEqual(
      new Set(['Throttles']),
    )
  })

  it('hears of every table that is asked for more than its limit', () => {
    const watched = metricsOf('TableThrottles')
    const tables = on.all('AWS::DynamoDB::Table').map(({ id }) => id)
    for (const MetricName of ['ReadThrottleEvents', 'WriteThrottleEvents'])
      expect(
        watched
          .filter((each) => each.MetricName === MetricName)
          .map(({ Dimensions }) => textOf(Dimensions[0].Value))
          .sort(),
      ).toEqual(tables.toSorted())
  })

  it('hears of 4xx where they say something: at the doors, and at the edge where enough is asked for', () => {
    expect(alarmOf('EditorsRefusals').MetricName).toBe('4xx')
    expect(metricsOf('FormRefusals')).toHaveLength(2)
    expect(alarmOf('EdgeRefusals').Metrics[0].Expression).toBe('IF(requests > 500, refused, 0)')
    // CloudFront counts in us-east-1.
    expect(alarmOf('EdgeRefusals').Condition).toBe(alarmOf('EdgeFaults').Condition)
  })

  it('wakes nobody', () => {
    for (const name of ['Throttles', 'TableThrottles', 'EditorsRefusals', 'FormRefusals', 'EdgeRefusals'])
      expect(alarmOf(name).AlarmActions).toEqual(alarmOf('DeadLetters').AlarmActions)
  })
})

describe('the right to write the first administrator', () => {
  const ofRights = () => callsOf(on).filter(({ call }) => call.action === 'DeleteRolePolicy')

  it('ends with its use, for each of them: the call is made, and then its right is taken from the role', () => {
    const records = callsOf(on).filter(({ call }) => call.action === 'PutItem')
    expect(records).toHaveLength(2)
    for (const record of records) {
      const policy = on
        .all('AWS::IAM::Policy')
        .find(({ id }) => record.DependsOn.includes(id) && id.startsWith('First'))
      const end = ofRights().find(({ call }) => call.parameters.PolicyName === policy?.Properties.PolicyName)
      expect(end?.call.parameters.RoleName).toBe(textOf(policy?.Properties.Roles[0]))
      expect(end?.DependsOn).toContain(record.id)
    }
  })

  it('leaves no other way to the staff: what remains can take rights of its own away, and give none', () => {
    const gone = new Set(ofRights().map(({ call }) => call.parameters.PolicyName))
    const role = ofRights()[0].call.parameters.RoleName
    const remaining: string[] = on
      .all('AWS::IAM::Policy')
      .filter(({ Properties }) => !gone.has(Properties.PolicyName))
      .filter(({ Properties }) => Properties.Roles.some((each: Json) => textOf(each) === role))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .flatMap(({ Action }: Statement) => listOf(Action))
    expect(remaining.filter((action) => /^(?:dynamodb|kms):/u.test(action))).toEqual([])
    expect(remaining.filter((action) => action.startsWith('iam:'))).toEqual([
      'iam:DeleteRolePolicy',
      'iam:DeleteRolePolicy',
    ])
  })

  it('ends again where another key has it written again', () => {
    const endsOf = (more: Json) =>
      callsOf(stackWith({ adminPrincipal: everyOption.adminPrincipal, ...more }))
        .filter(({ call }) => call.action === 'DeleteRolePolicy')
        .map(({ call }) => JSON.stringify(call))
    const { customerKeyArn } = everyOption
    expect(endsOf({ customerKeyArn })).toHaveLength(1)
    expect(endsOf({ customerKeyArn })).not.toEqual(endsOf({}))
  })

  it('comes back for another person or another name alone, as a right of its own', () => {
    const policyNames = (stack: Stack) =>
      callsOf(stack)
        .filter(({ call }) => call.action === 'DeleteRolePolicy')
        .map(({ call }) => call.parameters.PolicyName)
    const renamed = stackWith({ adminPrincipal: everyOption.adminPrincipal, adminName: 'Newsroom' })
    expect(policyNames(on)).not.toContain(policyNames(renamed)[0])
  })
})
