import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Json, listOf, type Statement, stackWith } from './stack-setup.ts'

const statementsIn = (file: string): Statement[] =>
  JSON.parse(readFileSync(new URL(`../../infra/pipeline/${file}`, import.meta.url), 'utf8')).Statement

/** As policies call the services whose resources a template names, where it is not the same in lower case. */
const servicesOf: Record<string, string[]> = {
  ApiGatewayV2: ['apigateway'],
  Backup: ['backup', 'backup-storage'],
  Cognito: ['cognito-idp', 'cognito-identity'],
  /** What the CDK says of itself. */
  CDK: [],
}

const { template } = stackWith({
  adminEmail: 'admin@example.org',
  backup: 'true',
  malwareScan: 'true',
  monthlyBudget: '50',
})
const ofStack: Json[] = Object.values(template.Resources)

describe('what CloudFormation may do for the pipeline', () => {
  const statements = statementsIn('execution-policy.json')
  const actions = statements.flatMap(({ Action }) => listOf(Action))

  it('is enough for each kind of resource of the stack, with every option, and for no other service', () => {
    const namespaces = ofStack
      .map(({ Type }) => Type.split('::'))
      .flatMap(([owner, service]) => (owner === 'AWS' ? [service] : []))
    const needed = new Set(namespaces.flatMap((each) => servicesOf[each] ?? [each.toLowerCase()]))
    // Keys are reached through those services alone, which their own statement says.
    const allowed = new Set(actions.map((each) => each.split(':')[0]).filter((each) => each !== 'kms'))
    expect([...allowed].sort()).toEqual([...needed].sort())
  })

  it('makes roles of the stack alone, and no users, keys or policies that outlive it', () => {
    const ofIdentity = statements.filter(({ Action }) =>
      listOf(Action).some((each) => each.startsWith('iam:')),
    )
    expect(new Set(ofIdentity.map(({ Resource }) => Resource))).toEqual(
      new Set(['arn:aws:iam::*:role/Bantin*']),
    )
    expect(actions.filter((each) => /^iam:.*(?:User|AccessKey|Policies\*|\*)/u.test(each))).toEqual([])
    expect(actions).not.toContain('*')
  })

  it('hands roles to the services that the stack’s roles trust, and to no other', () => {
    const trusted = ofStack
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument.Statement)
      .flatMap(({ Principal }) => listOf(Principal.Service ?? Principal.Federated))
    const passed = statements.find(({ Action }) => Action === 'iam:PassRole')?.Condition
    expect(passed?.StringEquals?.['iam:PassedToService']).toEqual([...new Set(trusted)].sort())
  })
})

describe('what the pipeline itself may do', () => {
  it('is to deploy as the CDK does, and nothing else', () => {
    const statements = statementsIn('deploy-policy.json')
    expect(statements.flatMap(({ Action }) => listOf(Action))).toEqual(['sts:AssumeRole'])
    expect(statements.flatMap(({ Resource }) => Resource)).not.toContain('*')
  })

  it('is lent to one environment of one repository', () => {
    const [{ Condition } = {}, ...more] = statementsIn('trust-policy.json')
    expect(more).toEqual([])
    expect(Condition?.StringEquals).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': 'repo:OWNER/REPOSITORY:environment:STAGE',
    })
  })
})
