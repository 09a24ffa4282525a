import { Validations } from 'aws-cdk-lib'
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { IConstruct } from 'constructs'

interface Only {
  /** Patterns of the partition keys. */
  keys?: string[]
  /** Names of all attributes that the request may mention, keys included; `*` stands for any letters. */
  attributes?: string[]
  /** What it may answer (ReturnValues). */
  returns?: string[]
}

/**
 * Limits a write to some partition keys and attributes. `ForAllValues` also holds where a request has no such values, hence
 * `Null`. IAM sees neither sort keys nor whether a write is conditional.
 */
function conditionsOf({ keys, attributes, returns }: Only) {
  if (!keys && !attributes) return {}
  const isPattern = attributes?.some((each) => each.includes('*')) ?? false
  return {
    conditions: {
      ...((keys || isPattern) && {
        'ForAllValues:StringLike': {
          ...(keys && { 'dynamodb:LeadingKeys': keys }),
          ...(isPattern && { 'dynamodb:Attributes': attributes }),
        },
      }),
      ...(attributes && !isPattern && { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes } }),
      ...(returns && { StringEqualsIfExists: { 'dynamodb:ReturnValues': returns } }),
      Null: {
        ...(keys && { 'dynamodb:LeadingKeys': 'false' }),
        ...(attributes && { 'dynamodb:Attributes': 'false' }),
      },
    },
  }
}

/** Lets a role do some things, all named, to resources, all named. */
export function allow(
  { grantPrincipal }: IGrantable,
  actions: string[],
  resources: string[],
  only: Only = {},
) {
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ effect: Effect.ALLOW, actions, resources, ...conditionsOf(only) }),
  )
}

/** Lets a role ask a function, and wait for its answer. */
export function letInvoke(role: IGrantable, { functionArn, functionName }: IFunction): string {
  allow(role, ['lambda:InvokeFunction'], [functionArn])
  return functionName
}

/** Says why a finding of cdk-nag, or a warning of CDK, is meant to be. */
export function acknowledge(construct: IConstruct, findings: Record<string, string>): void {
  const rules = Object.entries(findings).map(([id, reason]) => ({ id, reason }))
  Validations.of(construct).acknowledge(...rules)
}
