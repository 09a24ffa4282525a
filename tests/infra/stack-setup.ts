import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { AwsSolutionsChecks } from 'cdk-nag'
import { inject } from 'vitest'
import { BantinStack } from '../../infra/bantin-stack.ts'
import { readContext, stackNameOf } from '../../infra/context.ts'

const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'))

const stages = fileURLToPath(new URL('stages', import.meta.url))

// Templates have many shapes.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Json = any

export interface Statement {
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource: Json
  Condition?: Record<string, Record<string, Json>>
}

/** The functions that may ask for data of the product, each with a role of its own. */
export const functionsWithData = [
  'Site',
  'Search',
  'Counter',
  'Tally',
  'Feedback',
  'Admin',
  'Preview',
  'Scheduler',
  'Publisher',
  'Mirror',
  'Media',
  'Mover',
]

/** Each setting that adds something to the stack, with its most. */
export const everyOption = {
  adminEmail: 'admin@example.org',
  alarmEmail: 'alarms@example.org',
  adminPrincipal: 'AIDAEXAMPLEEXAMPLE01',
  domainName: 'news.example.org',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/4f0e5b2a',
  hostedZoneId: 'Z0123456789ABC',
  mailIdentityArn: 'arn:aws:ses:ap-southeast-1:111122223333:identity/example.org',
  mailFrom: 'Newsroom <newsroom@example.org>',
  officeSignIn: {
    name: 'Office',
    oidc: { issuer: 'https://login.example.org', clientId: 'bantin', secretName: 'Bantin/office' },
  },
  webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/readers/4f0e5b2a',
  backup: 'true',
  backupLock: 'compliance',
  lockedExports: 'governance',
  customerKeyArn: 'arn:aws:kms:ap-southeast-1:111122223333:key/4f0e5b2a-0000-4000-8000-000000000000',
  closeWatch: 'true',
  malwareScan: 'true',
  monthlyBudget: '50',
}

export const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value])

/** What an expression of CloudFormation stands for, with logical ids in place of what only AWS knows. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value
  if ('Ref' in value) return value.Ref
  if ('Fn::GetAtt' in value)
    return value['Fn::GetAtt'][1] === 'Arn' ? value['Fn::GetAtt'][0] : value['Fn::GetAtt'].join('.')
  if ('Fn::Join' in value) return value['Fn::Join'][1].map(textOf).join(value['Fn::Join'][0])
  return JSON.stringify(value)
}

/** Makes the stack as `cdk synth -c ...` does. */
export function synthesize(settings: Record<string, unknown> = {}) {
  const app = new App({ context: { ...context, ...settings } })
  try {
    // Whatever a department has written into its own.
    const { settings: read, given } = readContext(app.node, stages)
    const bundles = inject('bundles')
    const stack = new BantinStack(app, stackNameOf(read.stage), { bundles, settings: read, given })
    // Refuses a template whose resources wait for each other.
    const template: Json = Template.fromStack(stack).toJSON()
    return {
      /** Rules of cdk-nag that something breaks for no reason given. */
      findings: () =>
        new AwsSolutionsChecks(app).validateScope(stack).violations.map(({ ruleName }) => ruleName),
      ...lookInto(template),
    }
  } finally {
    rmSync(app.outdir, { recursive: true, force: true })
  }
}

const made = new Map<string, Stack>()

/** The same, made once for all tests that look at the stack with these settings and leave it as it is. */
export function stackWith(settings: Record<string, unknown> = {}): Stack {
  const key = JSON.stringify(settings)
  const stack = made.get(key) ?? synthesize(settings)
  made.set(key, stack)
  return stack
}

function lookInto(template: Json) {
  const resources: [id: string, resource: Json][] = Object.entries(template.Resources)

  const all = (type: string) =>
    resources.filter(([, { Type }]) => Type === type).map(([id, resource]) => ({ id, ...resource }))

  /** The one resource of a type whose logical id begins so. */
  function only(type: string, start = ''): Json {
    const found = all(type).filter(({ id }) => id.startsWith(start))
    if (found.length !== 1) throw new Error(`${found.length} of ${type} begin with "${start}"`)
    return found[0]
  }

  const functionOf = (name: string) => only('AWS::Lambda::Function', `${name}Function`)

  /** What the role of a function is permitted. */
  function statementsOf(name: string): Statement[] {
    const role = textOf(functionOf(name).Properties.Role)
    return all('AWS::IAM::Policy')
      .filter(({ Properties }) => Properties.Roles.some((each: Json) => textOf(each) === role))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
  }

  return { template, resources, all, only, functionOf, statementsOf }
}

export type Stack = ReturnType<typeof synthesize>
