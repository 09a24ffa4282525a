import { stackNameOf } from '../../context.ts'
import type { Settings } from '../../settings.ts'
import { type Aws, textsIn } from './aws.ts'
import { find } from './finding.ts'

/** As the stack calls its topics, and as their mails do. */
const topics = { Alarms: 'now', Notes: 'tomorrow' } as const

interface Subscription {
  isConfirmed: boolean
  endpoint: string
  topicArn: string
}

async function subscriptionsOf(aws: Aws): Promise<Subscription[]> {
  const found: Subscription[] = []
  let nextToken: string | undefined
  do {
    const form = {
      Action: 'ListSubscriptions',
      Version: '2010-03-31',
      ...(nextToken && { NextToken: nextToken }),
    }
    const xml = await aws.ask('sns:ListSubscriptions', { form })
    const [arns = [], endpoints = [], owners = []] = ['SubscriptionArn', 'Endpoint', 'TopicArn'].map((name) =>
      textsIn(xml, name),
    )
    found.push(
      ...owners.map((topicArn, index) => ({
        isConfirmed: arns[index]?.startsWith('arn:') === true,
        endpoint: endpoints[index] ?? '',
        topicArn,
      })),
    )
    nextToken = textsIn(xml, 'NextToken')[0]
  } while (nextToken)
  return found
}

/**
 * Whether alarms reach whom the settings name. A question that nobody answers ends by itself, and no deployment asks again:
 * so what is not there counts as well as what is not confirmed.
 * @param deployed the settings of the stack that is there
 */
export const lookAtAlarms = (aws: Aws, { stage, alarmEmail }: Settings, deployed: Settings | undefined) =>
  find('alarms', async () => {
    if (!alarmEmail)
      return {
        is: 'note',
        detail: 'nobody gets them',
        todo: 'write adminEmail or alarmEmail into the stage’s file',
      }
    if (deployed && deployed.alarmEmail !== alarmEmail)
      return { is: 'note', detail: `the deployment asks ${alarmEmail} by two mails, each to be confirmed` }
    const all = await subscriptionsOf(aws)
    const own = (name: string) =>
      all.filter(
        ({ topicArn, endpoint }) =>
          topicArn.includes(`:${stackNameOf(stage)}-Operations${name}`) && endpoint === alarmEmail,
      )
    const missing = Object.entries(topics).flatMap(([name, title]) => {
      const found = own(name)
      if (found.some(({ isConfirmed }) => isConfirmed)) return []
      const why = found.length > 0 ? 'not confirmed' : 'not asked for, or not confirmed in time'
      return [`“${title}” (${why})`]
    })
    if (missing.length === 0) return { is: 'ok', detail: `go to ${alarmEmail}` }
    return {
      is: 'note',
      detail: `${alarmEmail} gets no mail of ${missing.join(' and ')}`,
      todo: 'confirm what AWS Notifications has mailed there; where no such mail is left, subscribe again: infra/README.md#alarms',
    }
  })
