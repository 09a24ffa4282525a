import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { settingNames } from '../../infra/settings.ts'
import { everyOption, type Json, listOf, type Statement, stackWith } from './stack-setup.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const statementsIn = (file: string): Statement[] => JSON.parse(read(`infra/pipeline/${file}`)).Statement

/** As policies call the services whose resources a template names, where it is not the same in lower case. */
const servicesOf: Record<string, string[]> = {
  ApiGatewayV2: ['apigateway'],
  Backup: ['backup', 'backup-storage'],
  Cognito: ['cognito-idp', 'cognito-identity'],
  /** What the CDK says of itself. */
  CDK: [],
}

/** Settings that only change what is there anyway. */
const words = [
  ...['adminName', 'logRetentionDays', 'siteConcurrency', 'timeZone'],
  ...['terminationProtection', 'tags', 'locales'],
]
// Without a domain the functions learn the address of the site in another way.
const templates = [stackWith(everyOption), stackWith()].map(({ template }) => template)
const ofStack: Json[] = templates.flatMap(({ Resources }) => Object.values(Resources))

describe('what CloudFormation may do for the pipeline', () => {
  const statements = statementsIn('execution-policy.json')
  const actions = statements.flatMap(({ Action }) => listOf(Action))

  it('is looked at with every option that there is', () => {
    expect([...Object.keys(everyOption), ...words].sort()).toEqual([...settingNames].sort())
  })

  it('reaches each service of the stack’s resources, with every option, and no other', () => {
    const namespaces = ofStack
      .map(({ Type }) => Type.split('::'))
      .flatMap(([owner, service]) => (owner === 'AWS' ? [service] : []))
    // Whoever gives a distribution a web ACL has to be able to read it; the stack makes none.
    const text = JSON.stringify(templates)
    const given = [
      ...(text.includes('"WebACLId"') ? ['wafv2'] : []),
      // Nor the secret of an office's sign-in, which CloudFormation reads.
      ...(text.includes('{{resolve:secretsmanager:Bantin/') ? ['secretsmanager'] : []),
    ]
    const needed = new Set([
      ...namespaces.flatMap((each) => servicesOf[each] ?? [each.toLowerCase()]),
      ...given,
    ])
    // Keys are reached through those services alone, which their own statement says.
    const allowed = new Set(actions.map((each) => each.split(':')[0]).filter((each) => each !== 'kms'))
    expect([...allowed].sort()).toEqual([...needed].sort())
  })

  it('makes roles of the stack alone, and no users, keys or policies that outlive it', () => {
    const ofIdentity = statements.filter(({ Action }) =>
      listOf(Action).some((each) => each.startsWith('iam:') && each !== 'iam:CreateServiceLinkedRole'),
    )
    expect(new Set(ofIdentity.map(({ Resource }) => Resource))).toEqual(
      new Set(['arn:aws:iam::*:role/Bantin*']),
    )
    expect(actions.filter((each) => /^iam:.*(?:User|AccessKey|Policies\*|\*)/u.test(each))).toEqual([])
    expect(actions).not.toContain('*')
  })

  it('lets services of the stack alone make the role that they want at their first use', () => {
    const { Condition, Resource } =
      statements.find(({ Action }) => Action === 'iam:CreateServiceLinkedRole') ?? {}
    expect(Resource).toBe('arn:aws:iam::*:role/aws-service-role/*')
    const services: string[] = Condition?.StringEquals?.['iam:AWSServiceName']
    expect(services).toEqual([
      'backup.amazonaws.com',
      // For mails by SES.
      'email.cognito-idp.amazonaws.com',
      'ops.apigateway.amazonaws.com',
    ])
    expect(JSON.stringify(templates)).toContain('"EmailSendingAccount":"DEVELOPER"')
    for (const name of ['Backup', 'ApiGatewayV2'])
      expect(ofStack.some(({ Type }) => Type.startsWith(`AWS::${name}::`))).toBe(true)
  })

  it('hands roles to the services that the stack’s roles trust and to the pool whose groups name them, and to no other', () => {
    const trusted = ofStack
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument.Statement)
      .flatMap(({ Principal }) => listOf(Principal.Service ?? Principal.Federated))
    const passed = statements.find(({ Action }) => Action === 'iam:PassRole')?.Condition
    expect(passed?.StringEquals?.['iam:PassedToService']).toEqual(
      [...new Set([...trusted, 'cognito-idp.amazonaws.com'])].sort(),
    )
  })
})

describe('what the pipeline itself may do', () => {
  it('is to deploy as the CDK does, and nothing else', () => {
    const statements = statementsIn('deploy-policy.json')
    expect(statements.flatMap(({ Action }) => listOf(Action))).toEqual(['sts:AssumeRole'])
    expect(statements.flatMap(({ Resource }) => Resource)).not.toContain('*')
  })

  // By numbers too, as GitHub says since July 2026: a name that somebody gives up can be another's.
  it('is lent to one environment of one repository, and for what is on main alone', () => {
    const [{ Condition } = {}, ...more] = statementsIn('trust-policy.json')
    expect(more).toEqual([])
    expect(Condition?.StringEquals).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub':
        'repo:OWNER@OWNERID/REPOSITORY@REPOSITORYID:environment:STAGE',
      'token.actions.githubusercontent.com:ref': 'refs/heads/main',
    })
  })
})

describe('what a pull request may do, whose author decides what runs', () => {
  it('is to read what describes the stack: no content, no role of another, nothing to be changed', () => {
    const statements = statementsIn('diff-policy.json')
    const actions = statements.flatMap(({ Action }) => listOf(Action))
    expect(actions.filter((each) => !/^[\w-]+:(?:Describe|List|Get)[A-Z]\w+$/u.test(each))).toEqual([])
    expect(actions.filter((each) => /GetItem|GetObject|GetRecords|LogEvents/u.test(each))).toEqual([])
    expect(actions).toEqual(expect.arrayContaining(['cloudformation:GetTemplate']))
  })

  it('is lent to the environment of pull requests, which is none of those that deploy', () => {
    const [{ Condition } = {}, ...more] = statementsIn('diff-trust-policy.json')
    expect(more).toEqual([])
    expect(Condition?.StringEquals).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub':
        'repo:OWNER@OWNERID/REPOSITORY@REPOSITORYID:environment:diff',
    })
    const diff = read('.github/workflows/diff.yml')
    expect(diff).toMatch(/^ {4}environment: diff$/mu)
    // Without change sets, which only the roles that deploy may make.
    expect(diff).toContain('cdk diff -c stage=test --method=template')
  })
})

describe('copies in another region', () => {
  it('are made as those that are locked: with the same right to the table, and none to delete', () => {
    const { Statement: own } = stackWith(everyOption).only('AWS::IAM::Policy', 'ExportsRole').Properties
      .PolicyDocument
    const ofStack = own.flatMap(({ Action }: Statement) => listOf(Action))
    const ofCopies = statementsIn('copies-policy.json').flatMap(({ Action }) => listOf(Action))
    // It has a key and a queue besides.
    expect(ofStack.filter((action: string) => /^(?:dynamodb|s3):/u.test(action)).sort()).toEqual(
      ofCopies.toSorted(),
    )
  })

  it('are asked for as those are: the whole table, each night in a folder of its own', () => {
    const { Target } = JSON.parse(read('infra/pipeline/copies-schedule.json'))
    const schedule = stackWith(everyOption).only('AWS::Scheduler::Schedule').Properties.Target
    expect(JSON.stringify(schedule.Arn)).toContain(Target.Arn.split(':').slice(5).join(':'))
    const asked = Object.keys(JSON.parse(Target.Input))
    for (const key of asked) expect(JSON.stringify(schedule.Input)).toContain(key)
    expect(JSON.stringify(schedule.Input)).toContain(JSON.parse(Target.Input).S3Prefix)
  })
})

describe('what is deployed', () => {
  const jobs = read('.github/workflows/deploy.yml').split(/\n(?= {2}\w+:\n)/u)
  const jobOf = (name: string) => jobs.find((each) => each.startsWith(`  ${name}:`)) ?? ''

  it('is on main, has passed its tests, and reaches production after the test stage has taken it', () => {
    expect(jobOf('tests')).toContain("if: github.ref == 'refs/heads/main'")
    expect(jobOf('tests')).toContain('uses: ./.github/workflows/test.yml')
    expect(jobOf('test')).toContain('needs: tests')
    expect(jobOf('production')).toContain('needs: test\n')
    for (const each of ['test', 'production'])
      expect(jobOf(each)).toContain('uses: ./.github/workflows/deploy-stage.yml')
  })

  it('loses no setting of the deployment before, unless somebody who deploys by hand accepts it', () => {
    const steps = read('.github/workflows/deploy-stage.yml')
    const [before = ''] = steps.split('npx cdk deploy')
    expect(before).toMatch(
      /npm run preflight -- -c stage=\$\{\{ inputs.stage \}\} --strict --accept "\$ACCEPT"/u,
    )
    for (const each of ['test', 'production']) expect(jobOf(each)).toMatch(/accept: \$\{\{ inputs.accept/u)
  })

  it('is deployed in no other way', () => {
    const folder = new URL('../../.github/workflows/', import.meta.url)
    const deploying = readdirSync(folder).filter((name) =>
      read(`.github/workflows/${name}`).includes('cdk deploy'),
    )
    expect(deploying).toEqual(['deploy-stage.yml'])
    expect(read('.github/workflows/deploy-stage.yml')).toMatch(/^on:\n {2}workflow_call:$/mu)
  })
})
