import * as z from 'zod'
import { type Context, settingsKey } from '../../context.ts'
import { type Settings, settings } from '../../settings.ts'
import { type Aws, Refused, textsIn } from './aws.ts'
import type { Finding } from './finding.ts'
import { findLostSettings, type LostSetting } from './lost-settings.ts'

const version = '2010-05-15'

export interface Stack {
  /** `CREATE_COMPLETE` and so on. */
  status: string
  /** Against being deleted. */
  isProtected: boolean
}

/** Undefined where there is no such stack. */
export async function findStack(aws: Aws, stackName: string): Promise<Stack | undefined> {
  try {
    const form = { Action: 'DescribeStacks', Version: version, StackName: stackName }
    const xml = await aws.ask('cloudformation:DescribeStacks', { form })
    const [status] = textsIn(xml, 'StackStatus')
    const [isProtected] = textsIn(xml, 'EnableTerminationProtection')
    return status === undefined ? undefined : { status, isProtected: isProtected === 'true' }
  } catch (error) {
    if (error instanceof Refused && /does not exist/u.test(error.message)) return undefined
    throw error
  }
}

const template = z.object({
  Metadata: z.object({ [settingsKey]: z.record(z.string(), z.unknown()).optional() }).optional(),
})

/** What the deployed template was made with; undefined where it does not say. */
export async function findDeployed(
  aws: Aws,
  stackName: string,
): Promise<Record<string, unknown> | undefined> {
  const form = { Action: 'GetTemplate', Version: version, StackName: stackName, TemplateStage: 'Original' }
  const [body = ''] = textsIn(await aws.ask('cloudformation:GetTemplate', { form }), 'TemplateBody')
  return template.parse(JSON.parse(body)).Metadata?.[settingsKey]
}

export function settingsIn(given: Record<string, unknown>, stage: string): Settings | undefined {
  const { data } = settings.safeParse(given)
  return data && { ...data, stage }
}

export function describeStatus(
  stackName: string,
  stack: Stack | undefined,
): Pick<Finding, 'is' | 'detail' | 'todo'> {
  const { status, isProtected } = stack ?? {}
  const detail = status
    ? `${stackName} is ${status}`
    : `there is no ${stackName} yet: this is its first deployment`
  if (!status || /^(?:CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK)_COMPLETE$|^REVIEW_IN_PROGRESS$/u.test(status))
    return { is: 'ok', detail }
  // The CDK protects a stack before it makes it, and does not take that off again before it deletes one that failed.
  const hasFailed = /^ROLLBACK_(?:COMPLETE|FAILED)$/u.test(status)
  if (hasFailed && isProtected)
    return {
      is: 'wrong',
      detail: `${detail} and protected: cdk deploy would be refused to delete it, as it has to before it begins again`,
      todo: `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stackName}`,
    }
  if (hasFailed)
    return {
      is: 'note',
      detail,
      todo: 'cdk deploy deletes it and begins again; see below for what the first try has left',
    }
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return {
      is: 'wrong',
      detail,
      todo: `aws cloudformation continue-update-rollback --stack-name ${stackName}`,
    }
  if (status.endsWith('_IN_PROGRESS'))
    return { is: 'wrong', detail, todo: 'wait until whoever deploys is done' }
  return {
    is: 'wrong',
    detail,
    todo: `see its events: aws cloudformation describe-stack-events --stack-name ${stackName}`,
  }
}

const say = (value: unknown) =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)

function describeLoss({ name, was, is, what }: LostSetting, stage: string): Omit<Finding, 'about'> {
  const file = `infra/stages/${stage}.json`
  const byNull = is === undefined ? `, or null in its place` : ''
  return {
    is: 'wrong',
    detail: `${name} was ${say(was)}, and would be ${say(is)}: ${what}`,
    todo: `write it into ${file} again${byNull}; or accept it once by --accept ${name}`,
  }
}

export function describeSettings(
  deployed: Record<string, unknown> | undefined,
  { given, settings: { stage }, takenAway }: Context,
  accepted: readonly string[],
): Omit<Finding, 'about'>[] {
  if (!deployed)
    return [
      { is: 'note', detail: 'the deployed template does not say which it was made with: read cdk diff' },
    ]
  const lost = findLostSettings(deployed, given, [...takenAway, ...accepted])
  if (lost.length > 0) return lost.map((each) => describeLoss(each, stage))
  return [{ is: 'ok', detail: `none is lost of the ${Object.keys(deployed).length} that are deployed` }]
}
