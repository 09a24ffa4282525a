import * as z from 'zod'
import { type Context, settingsKey, stackNameOf } from '../../context.ts'
import { type Settings, settings } from '../../settings.ts'
import { type Aws, Refused, textsIn } from './aws.ts'
import { type Finding, find } from './finding.ts'
import { findLostSettings, type LostSetting } from './lost-settings.ts'

const version = '2010-05-15'

/** `CREATE_COMPLETE` and so on; undefined where there is no such stack. */
export async function findStatus(aws: Aws, stackName: string): Promise<string | undefined> {
  try {
    const form = { Action: 'DescribeStacks', Version: version, StackName: stackName }
    return textsIn(await aws.ask('cloudformation:DescribeStacks', { form }), 'StackStatus')[0]
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
  status: string | undefined,
): Pick<Finding, 'is' | 'detail' | 'todo'> {
  const detail = status
    ? `${stackName} is ${status}`
    : `there is no ${stackName} yet: this is its first deployment`
  if (!status || /^(?:CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK)_COMPLETE$|^REVIEW_IN_PROGRESS$/u.test(status))
    return { is: 'ok', detail }
  if (status === 'ROLLBACK_COMPLETE')
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

/** What alarms are mailed to, as far as that was confirmed. */
export const lookAtAlarms = (aws: Aws, { stage, alarmEmail }: Settings) =>
  find('alarms', async () => {
    if (!alarmEmail)
      return {
        is: 'note',
        detail: 'nobody gets them',
        todo: 'write adminEmail or alarmEmail into the stage’s file',
      }
    const topics = `:${stackNameOf(stage)}-Operations`
    let pending = 0
    let nextToken = ''
    do {
      const form = {
        Action: 'ListSubscriptions',
        Version: '2010-03-31',
        ...(nextToken && { NextToken: nextToken }),
      }
      const xml = await aws.ask('sns:ListSubscriptions', { form })
      const [arns, endpoints, owners] = ['SubscriptionArn', 'Endpoint', 'TopicArn'].map((name) =>
        textsIn(xml, name),
      )
      pending += (owners ?? []).filter(
        (owner, index) =>
          owner.includes(topics) &&
          endpoints?.[index] === alarmEmail &&
          arns?.[index] === 'PendingConfirmation',
      ).length
      nextToken = textsIn(xml, 'NextToken')[0] ?? ''
    } while (nextToken)
    if (pending === 0) return { is: 'ok', detail: `go to ${alarmEmail}` }
    return {
      is: 'note',
      detail: `${alarmEmail} has not confirmed ${pending} of two subscriptions, and gets no mail by them`,
      todo: 'open the mails of AWS Notifications there and confirm; they end after three days, then subscribe again (SNS)',
    }
  })
