import { parseArgs } from 'node:util'
import { StartFailure } from '../../cloud/failure.ts'
import { type Context, readContext, stackNameOf } from '../../context.ts'
import { findCaller, lookAtBootstrap, lookAtCloudFront, lookAtConcurrency, lookAtRegion } from './account.ts'
import { lookAtAlarms } from './alarms.ts'
import { type Aws, connectToAws, Refused, Unasked } from './aws.ts'
import { lookAtCertificate } from './certificate.ts'
import { type Finding, find } from './finding.ts'
import { lookAtKey } from './key.ts'
import { lookAtLeftovers } from './leftovers.ts'
import { lookAtLocks } from './locks.ts'
import { lookAtMails } from './mails.ts'
import { describeSettings, describeStatus, findDeployed, findStack, type Stack, settingsIn } from './stack.ts'
import { lookAtZone } from './zone.ts'

const usage = `usage: npm run preflight [-- -c key=value]... [--accept <setting>[,...]] [--strict]
  Asks the account, before cdk deploy, whether it would take the stack, and whether a setting of the last deployment is lost.
  Changes nothing. Ends with 1 where something is wrong.
  -c        as with cdk deploy: -c stage=test
  --accept  settings that may be lost
  --strict  what could not be asked is wrong too`

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        context: { type: 'string', short: 'c', multiple: true, default: [] },
        accept: { type: 'string', multiple: true, default: [] },
        strict: { type: 'boolean', default: false },
      },
    })
    const given = new Map(
      values.context.map((each) => [each.split('=')[0] ?? '', each.split('=').slice(1).join('=')]),
    )
    const node = {
      tryGetContext: (key: string) => given.get(key),
      getAllContext: () => Object.fromEntries(given),
    }
    const accepted = values.accept.flatMap((each) => each.split(',')).filter((each) => each !== '')
    return { context: readContext(node), accepted, strict: values.strict }
  } catch (error) {
    throw new StartFailure(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

/** Everything that can be asked once it is known who asks. */
async function lookAround(aws: Aws, account: string, context: Context, accepted: readonly string[]) {
  const { settings } = context
  const stackName = stackNameOf(settings.stage)
  let stack: Stack | undefined
  let deployed: Record<string, unknown> | undefined
  const ofStack = await find('stack', async () => {
    stack = await findStack(aws, stackName)
    return describeStatus(stackName, stack)
  })
  const isThere =
    stack !== undefined && !/^(?:ROLLBACK_COMPLETE|ROLLBACK_FAILED|REVIEW_IN_PROGRESS)$/u.test(stack.status)
  const isKnown = ofStack.every(({ is }) => is !== 'unasked')
  const ofSettings =
    isThere || !isKnown
      ? await find('settings', async () => {
          deployed = await findDeployed(aws, stackName)
          return describeSettings(deployed, context, accepted)
        })
      : []
  const before = deployed && settingsIn(deployed, settings.stage)
  const rest = await Promise.all([
    lookAtBootstrap(aws),
    lookAtConcurrency(aws, settings, before),
    lookAtCloudFront(aws),
    lookAtCertificate(aws, settings, account),
    lookAtZone(aws, settings),
    lookAtMails(aws, settings),
    lookAtKey(aws, settings),
    isThere || !isKnown ? lookAtAlarms(aws, settings, before) : lookAtLeftovers(aws, settings.stage),
  ])
  return [...ofStack, ...ofSettings, ...lookAtLocks(settings, before), ...rest.flat()]
}

async function preflight(context: Context, accepted: readonly string[]): Promise<Finding[]> {
  try {
    const aws = await connectToAws()
    const { account, arn } = await findCaller(aws)
    const caller: Finding = { is: 'ok', about: 'identity', detail: `${arn}, in the account ${account}` }
    return [caller, lookAtRegion(aws), ...(await lookAround(aws, account, context, accepted))]
  } catch (error) {
    const about = 'identity'
    const todo =
      'sign in (aws sso login, aws configure), name a region (AWS_REGION), and see that the network is there'
    if (error instanceof Unasked)
      return [{ is: 'unasked', about, detail: `AWS could not be asked at all: ${error.message}`, todo }]
    if (error instanceof Refused)
      return [
        { is: 'wrong', about, detail: `AWS does not know who asks: ${error.code}: ${error.message}`, todo },
      ]
    throw error
  }
}

const signs = {
  ok: 'ok     ',
  note: 'note   ',
  wrong: 'WRONG  ',
  unasked: '?      ',
} as const satisfies Record<Finding['is'], string>

try {
  const { context, accepted, strict } = readArguments()
  const findings = await preflight(context, accepted)
  for (const { is, about, detail, todo } of findings)
    console.log(`${signs[is]}${about}: ${detail}${todo ? `\n         -> ${todo}` : ''}`)
  const count = (is: Finding['is']) => findings.filter((each) => each.is === is).length
  console.log(
    `${count('ok')} ok, ${count('note')} to know, ${count('wrong')} wrong, ${count('unasked')} could not be asked`,
  )
  process.exitCode = count('wrong') > 0 || (strict && count('unasked') > 0) ? 1 : 0
} catch (error) {
  console.error(error instanceof StartFailure ? error.message : error)
  process.exitCode = 2
}
