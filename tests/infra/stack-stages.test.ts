import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContext } from '../../infra/context.ts'
import { everyOption, type Json, type Stack, stackWith } from './stack-setup.ts'

const account = '123456789012'

/** What CloudFormation makes of an expression in a region, as far as a name may hold one. */
function resolve(value: Json, stack: string, region: string): string {
  const known: Record<string, string> = {
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack}/${stack.length}a1b2c3d-0000`,
  }
  const text = (each: Json): string => resolve(each, stack, region)
  if (typeof value === 'string') return value
  if (value.Ref in known) return known[value.Ref] ?? ''
  if ('Fn::Join' in value) return value['Fn::Join'][1].map(text).join(value['Fn::Join'][0])
  if ('Fn::Select' in value) {
    const [index, { 'Fn::Split': split }] = value['Fn::Select']
    return text(split[1]).split(split[0])[index] ?? ''
  }
  return `${stack}/${region}/${JSON.stringify(value)}`
}

/** Properties by which AWS knows a thing of ours, where we choose them, and not AWS. */
const naming: Record<string, string[]> = {
  'AWS::CloudFront::CachePolicy': ['CachePolicyConfig', 'Name'],
  'AWS::CloudFront::OriginRequestPolicy': ['OriginRequestPolicyConfig', 'Name'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig', 'Name'],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig', 'Name'],
  'AWS::CloudFront::Function': ['Name'],
  'AWS::Cognito::UserPoolDomain': ['Domain'],
  'AWS::SSM::Parameter': ['Name'],
  'AWS::Backup::BackupVault': ['BackupVaultName'],
  'AWS::Backup::BackupPlan': ['BackupPlan', 'BackupPlanName'],
}
/** Names of parts of a thing: nobody else's can be the same. */
const parts =
  /^(?:AWS::IAM::Policy|AWS::ApiGatewayV2::|AWS::Cognito::UserPoolGroup|AWS::Logs::MetricFilter|Custom::)/u
/** Of the account, whatever the region. */
const isGlobal = (type: string) => /^AWS::(?:CloudFront|IAM)::/u.test(type)

const namesOf = ({ resources }: Stack, stack: string, region: string) =>
  resources.flatMap(([, { Type, Properties = {} }]) => {
    const path = naming[Type]
    const name = path?.reduce((at: Json, key) => at?.[key], Properties)
    return name ? [`${isGlobal(Type) ? '' : `${region} `}${Type} ${resolve(name, stack, region)}`] : []
  })

describe.each([
  ['as they are', {}],
  ['with every option', everyOption],
])('two stages in two regions of one account, %s', (_, options) => {
  let production: Stack
  let trial: Stack
  beforeAll(() => {
    production = stackWith(options)
    trial = stackWith({ ...options, stage: 'test' })
  })

  it('give no two things one name', () => {
    const all = ['ap-southeast-1', 'us-east-1'].flatMap((region) => [
      ...namesOf(production, 'Bantin', region),
      ...namesOf(trial, 'Bantin-test', region),
    ])
    expect(all.length).toBeGreaterThan(40)
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
    const tooLong = all.map((name) => name.split(' ').at(-1) ?? '').filter((name) => name.length > 64)
    expect(tooLong).toEqual([])
  })

  it('choose no name that this test does not know of', () => {
    const named = production.resources.flatMap(([id, { Type, Properties = {} }]) => {
      const own = Type.split('::').at(-1)
      const names = [
        'Name',
        `${own}Name`,
        'Domain',
        'BucketName',
        'TableName',
        'QueueName',
        'TopicName',
      ].filter((key) => typeof Properties[key] === 'string' || Properties[key]?.['Fn::Join'])
      return names.length > 0 && !naming[Type] && !parts.test(Type) ? [`${id}: ${names}`] : []
    })
    expect(named).toEqual([])
    for (const { Export } of Object.values<Json>(production.template.Outputs)) expect(Export).toBeUndefined()
  })

  it('carry their stage on everything that can carry a tag, and so on their bills', () => {
    const tagsOf = ({ Properties: { Tags, UserPoolTags } }: Json): Record<string, string> =>
      UserPoolTags ?? Object.fromEntries(Tags.map(({ Key, Value }: Json) => [Key, Value]))
    for (const type of ['DynamoDB::Table', 'S3::Bucket', 'Lambda::Function', 'CloudFront::Distribution'])
      for (const each of trial.all(`AWS::${type}`)) expect(tagsOf(each)['bantin:stage']).toBe('test')
    expect(tagsOf(trial.only('AWS::Cognito::UserPool'))).toEqual({ 'bantin:stage': 'test' })
  })
})

describe('the settings of a stage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bantin-stages-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (stage: string, content: object) =>
    writeFileSync(join(folder, `${stage}.json`), JSON.stringify(content))
  const read = (flags: object = {}) => readContext(new App({ context: { ...flags } }).node, folder)
  const domain = {
    domainName: 'news.example.org',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
  }

  it('stand in its file, and are what works where it has none', () => {
    expect(read().settings).toMatchObject({
      stage: 'production',
      siteConcurrency: 50,
      terminationProtection: true,
    })
    write('office', { ...domain, siteConcurrency: 0, locales: ['en', 'vi'], tags: { Department: 'press' } })
    expect(read({ stage: 'office' }).settings).toMatchObject({
      ...domain,
      siteConcurrency: 0,
      locales: ['en', 'vi'],
      tags: { Department: 'press' },
    })
  })

  it('give way to a flag, which is told to be one', () => {
    write('trial', { siteConcurrency: 5 })
    const { settings, unrecorded } = read({ stage: 'trial', siteConcurrency: '7', backup: 'true' })
    expect([settings.siteConcurrency, settings.backup]).toEqual([7, true])
    expect(unrecorded).toEqual(['siteConcurrency', 'backup'])
    expect(read({ stage: 'trial', siteConcurrency: '5' }).unrecorded).toEqual([])
  })

  it('may say that one was taken away on purpose', () => {
    write('moved', { domainName: null, certificateArn: null })
    expect(read({ stage: 'moved' }).settings.domainName).toBeUndefined()
  })

  it.each<[what: string, stage: string, file: object, flags: object, said: RegExp]>([
    [
      'a setting that there is not',
      'slip',
      { domianName: 'news.example.org' },
      {},
      /"slip"[\s\S]*domianName/u,
    ],
    [
      'a flag that nothing reads',
      'slip',
      {},
      { domianName: 'a' },
      /domianName; there are: stage, adminEmail/u,
    ],
    [
      'half of a domain',
      'slip',
      { domainName: 'news.example.org' },
      {},
      /domainName and certificateArn belong/u,
    ],
    ['a number that is none', 'slip', { siteConcurrency: 'many' }, {}, /siteConcurrency/u],
    ['a tag that AWS keeps to itself', 'slip', { tags: { 'aws:x': 'a' } }, {}, /tags/u],
  ])('are refused with what is wrong, and where: %s', (_, stage, file, flags, said) => {
    write(stage, file)
    expect(() => read({ ...flags, stage })).toThrow(said)
  })

  it('are refused for a stage that nobody has written down, or whose name AWS would refuse', () => {
    expect(() => read({ stage: 'prodution' })).toThrow(
      /there is no stage "prodution".*name one of: production/u,
    )
    expect(() => read({ stage: 'my-aws' })).toThrow(/may not contain/u)
    expect(() => read({ stage: 'Test' })).toThrow(/2 to 20 of a-z/u)
    writeFileSync(join(folder, 'broken.json'), '{')
    expect(() => read({ stage: 'broken' })).toThrow(/infra\/stages\/broken.json cannot be read/u)
  })

  it('are kept in the template, so that it can be asked which were deployed', () => {
    const { Metadata } = stackWith({ siteConcurrency: '7' }).template
    expect(Metadata['Bantin::Settings']).toEqual({ siteConcurrency: '7' })
  })
})

describe('cdk.json', () => {
  it('sets every feature flag that AWS CDK recommends, some of which would replace things later', () => {
    const json = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
    const recommended = json('node_modules/aws-cdk-lib/recommended-feature-flags.json')
    expect(json('cdk.json').context).toMatchObject(recommended)
  })
})
