import { beforeAll, describe, expect, it } from 'vitest'
import { tables } from '../../infra/tables.ts'
import { type Json, listOf, type Stack, stackWith, textOf } from './stack-setup.ts'

let stack: Stack
beforeAll(() => {
  stack = stackWith()
})

const tableIds = { newsroom: 'Newsroom', site: 'Site', views: 'Views', feedback: 'Feedback' } as const
const tableNames = ['newsroom', 'site', 'views', 'feedback'] as const

describe('what the stack keeps', () => {
  it.each(tableNames)('the %s table outlives the stack and can be restored', (name) => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = stack.only(
      'AWS::DynamoDB::Table',
      tableIds[name],
    )
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain'])
    expect(Properties.DeletionProtectionEnabled).toBe(true)
    expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true })
  })

  it.each(tableNames)('the %s table and its indexes are those of tables.ts', (name) => {
    const { Properties } = stack.only('AWS::DynamoDB::Table', tableIds[name])
    const keyOf = (schema: Json) => ({ pk: schema[0].AttributeName, sk: schema[1].AttributeName })
    const indexes = (Properties.GlobalSecondaryIndexes ?? []).map(
      ({ IndexName, KeySchema, Projection }: Json) => ({
        name: IndexName,
        ...keyOf(KeySchema),
        ...(Projection.ProjectionType === 'INCLUDE' && { include: Projection.NonKeyAttributes }),
      }),
    )
    expect({
      key: keyOf(Properties.KeySchema),
      stream: Properties.StreamSpecification?.StreamViewType === 'KEYS_ONLY',
      ...(Properties.TimeToLiveSpecification?.Enabled && {
        expires: Properties.TimeToLiveSpecification.AttributeName,
      }),
      indexes,
    }).toEqual(tables[name])
  })

  it('bounds what a flood of requests to the tables can cost', () => {
    for (const { Properties } of stack.all('AWS::DynamoDB::Table')) {
      for (const { BillingMode = 'PAY_PER_REQUEST', OnDemandThroughput } of [
        Properties,
        ...(Properties.GlobalSecondaryIndexes ?? []),
      ]) {
        expect(BillingMode).toBe('PAY_PER_REQUEST')
        expect(OnDemandThroughput.MaxReadRequestUnits).toBeLessThanOrEqual(2000)
        expect(OnDemandThroughput.MaxWriteRequestUnits).toBeLessThanOrEqual(1000)
      }
    }
  })

  it('keeps buckets private, encrypted, reached by TLS only, and outliving the stack', () => {
    const buckets = stack.all('AWS::S3::Bucket')
    expect(buckets).toHaveLength(6)
    for (const { id, Properties, DeletionPolicy, UpdateReplacePolicy } of buckets) {
      // A first deployment that fails takes them away again, and nothing else does.
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain'])
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
      expect(Properties.BucketEncryption).toBeDefined()
      const policy = stack.all('AWS::S3::BucketPolicy').find(({ Properties }) => Properties.Bucket.Ref === id)
      const denied = policy?.Properties.PolicyDocument.Statement.filter(
        ({ Effect }: Json) => Effect === 'Deny',
      )
      expect(denied.map(({ Condition }: Json) => Condition)).toContainEqual({
        Bool: { 'aws:SecureTransport': 'false' },
      })
    }
  })

  it('keeps old versions of public files for a while, and logs of readers for no longer than they are said to be', () => {
    const media = stack.only('AWS::S3::Bucket', 'FilesMedia').Properties
    expect(media.VersioningConfiguration).toEqual({ Status: 'Enabled' })
    expect(media.LifecycleConfiguration.Rules[0].NoncurrentVersionExpiration).toEqual({ NoncurrentDays: 90 })
    const { only } = stackWith({ logRetentionDays: '30' })
    const logs = only('AWS::S3::Bucket', 'FilesLogs').Properties
    expect(logs.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(30)
  })

  it('forgets within a day or two what was uploaded and not taken, within a month what is moved in, old versions too, and nothing else', () => {
    const { Rules } = stack.only('AWS::S3::Bucket', 'FilesUploads').Properties.LifecycleConfiguration
    const expiring = Rules.filter(({ ExpirationInDays }: Json) => ExpirationInDays !== undefined)
    expect(expiring).toEqual([
      expect.objectContaining({
        Prefix: 'incoming/',
        ExpirationInDays: 1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      }),
      expect.objectContaining({
        Prefix: 'moves/',
        ExpirationInDays: 30,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      }),
    ])
  })

  it('lets GuardDuty look at every upload where that is asked for, before anything is taken', () => {
    expect(stack.all('AWS::GuardDuty::MalwareProtectionPlan')).toEqual([])
    const scanning = stackWith({ malwareScan: 'true' })
    const plan = scanning.only('AWS::GuardDuty::MalwareProtectionPlan').Properties
    expect(plan.Actions).toEqual({ Tagging: { Status: 'ENABLED' } })
    expect(plan.ProtectedResource.S3Bucket.ObjectPrefixes).toEqual(['incoming/'])
    // It may read what it scans, and nothing else; and it is asked when its role is some minutes old.
    const role = scanning.only('AWS::IAM::Policy', 'MalwareScanRole').Properties.PolicyDocument
    const read = role.Statement.filter(({ Action }: Json) => listOf(Action).includes('s3:GetObject'))
    expect(read.map(({ Resource }: Json) => textOf(Resource))).toEqual([
      expect.stringMatching(/^FilesUploads\w+\/incoming\/\*$/u),
    ])
    const { DependsOn } = scanning.only('AWS::GuardDuty::MalwareProtectionPlan')
    expect(DependsOn).toContain(scanning.only('AWS::CloudFront::Distribution').id)
    expect(scanning.functionOf('Media').Properties.Environment.Variables.MALWARE_SCAN).toBe('guardduty')
  })

  it('tells what cdk destroy leaves', () => {
    const { Description, Value } = stack.template.Outputs.Retained
    expect(Description).toMatch(/cdk destroy leaves/u)
    const retained = stack.resources.filter(([, { DeletionPolicy }]) => /^Retain/u.test(DeletionPolicy))
    expect(retained).toHaveLength(12)
    for (const [id] of retained)
      expect(JSON.stringify(Value)).toMatch(new RegExp(`"(?:Ref|Fn::GetAtt)":\\[?"${id}"`, 'u'))
  })

  it('copies tables and pictures elsewhere only where that is asked for', () => {
    expect(stack.all('AWS::Backup::BackupPlan')).toEqual([])
  })
})

describe('the backups', () => {
  let backed: Stack
  beforeAll(() => {
    backed = stackWith({ backup: 'true', timeZone: 'Asia/Tokyo' })
  })

  it('hold all tables and all pictures', () => {
    const { Resources } = backed.only('AWS::Backup::BackupSelection').Properties.BackupSelection
    const content = [
      backed.only('AWS::DynamoDB::Table', 'Newsroom').id,
      backed.only('AWS::DynamoDB::Table', 'Site').id,
      backed.only('AWS::DynamoDB::Table', 'Views').id,
      backed.only('AWS::S3::Bucket', 'FilesMedia').id,
      backed.only('AWS::S3::Bucket', 'FilesUploads').id,
    ]
    const copied = JSON.stringify(Resources)
    expect(Resources).toHaveLength(content.length)
    for (const id of content) expect(copied).toContain(`"${id}"`)
  })

  it('are made each night by the clock of the place, kept 35 days, and once a month for a year', () => {
    const { BackupPlanRule } = backed.only('AWS::Backup::BackupPlan').Properties.BackupPlan
    expect(
      BackupPlanRule.map((rule: Json) => [
        rule.ScheduleExpression,
        rule.ScheduleExpressionTimezone,
        rule.Lifecycle.DeleteAfterDays,
      ]),
    ).toEqual([
      ['cron(30 2 * * ? *)', 'Asia/Tokyo', 35],
      ['cron(30 4 1 * ? *)', 'Asia/Tokyo', 365],
    ])
  })

  it('outlive the stack, are named among what it leaves, and cannot be deleted before their time', () => {
    const vault = backed.only('AWS::Backup::BackupVault')
    expect(vault.DeletionPolicy).toBe('RetainExceptOnCreate')
    expect(JSON.stringify(backed.template.Outputs.Retained.Value)).toContain(vault.id)
    const [statement] = vault.Properties.AccessPolicy.Statement
    expect(statement).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: expect.arrayContaining(['backup:DeleteRecoveryPoint']),
    })
  })
})
