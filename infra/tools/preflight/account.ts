import * as z from 'zod'
import { leastUnreserved, reservationsOf } from '../../reservations.ts'
import type { Settings } from '../../settings.ts'
import { type Aws, Refused, textsIn } from './aws.ts'
import { type Finding, find } from './finding.ts'

/** What a region lacks of that which the stack is made of. */
const lacks: [regions: RegExp, what: string][] = [
  [/^ap-southeast-[57]$/u, 'Lambda has no addresses of functions there'],
  [
    /^(?:cn|us-gov|us-iso\w*|eusc)-/u,
    'it is of another partition, where CloudFront or parts of it are missing',
  ],
  [
    /^(?:af-south-1|ap-east-[12]|ap-south-2|ap-southeast-[346]|ca-west-1|eu-central-2|eu-south-[12]|il-central-1|me-.*|mx-central-1)$/u,
    'CloudFront writes no logs into buckets of regions that have to be switched on first',
  ],
]

export interface Caller {
  account: string
  arn: string
}

export async function findCaller(aws: Aws): Promise<Caller> {
  const form = { Action: 'GetCallerIdentity', Version: '2011-06-15' }
  const xml = await aws.ask('sts:GetCallerIdentity', { form })
  const [account = '', arn = ''] = ['Account', 'Arn'].flatMap((name) => textsIn(xml, name).slice(0, 1))
  return { account, arn }
}

export function lookAtRegion({ region }: Aws): Finding {
  const about = 'region'
  const [, lacking] = lacks.find(([regions]) => regions.test(region)) ?? []
  if (!lacking) return { is: 'ok', about, detail: region }
  return {
    is: 'wrong',
    about,
    detail: `${region} cannot take the stack: ${lacking}`,
    todo: 'take another one by AWS_REGION; ap-southeast-1 is the nearest to readers in Vietnam',
  }
}

/** What templates of the CDK ask for at least. */
const leastBootstrap = 6
const parameter = z.object({ Parameter: z.object({ Value: z.coerce.number() }) })

export const lookAtBootstrap = (aws: Aws) =>
  find('bootstrap', async () => {
    const todo = 'npx cdk bootstrap'
    try {
      const json = { Name: '/cdk-bootstrap/hnb659fds/version' }
      const text = await aws.ask('ssm:GetParameter', { target: 'AmazonSSM.GetParameter', json })
      const version = parameter.parse(JSON.parse(text)).Parameter.Value
      if (version < leastBootstrap)
        return { is: 'wrong', detail: `version ${version}, but ${leastBootstrap} is the least`, todo }
      return { is: 'ok', detail: `version ${version}` }
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'ParameterNotFound')) throw error
      return { is: 'wrong', detail: `the CDK was never prepared in ${aws.region}`, todo }
    }
  })

const sumOf = (reserved: Record<string, number>) =>
  Object.values(reserved).reduce((sum, each) => sum + each, 0)
const limits = z.object({
  AccountLimit: z.object({ ConcurrentExecutions: z.number(), UnreservedConcurrentExecutions: z.number() }),
})

/** @param deployed the settings of the stack that is there, whose reservations the next one takes over */
export const lookAtConcurrency = (aws: Aws, next: Settings, deployed: Settings | undefined) =>
  find('Lambda concurrency', async () => {
    const text = await aws.ask('lambda:GetAccountSettings', { path: '/2016-08-19/account-settings/' })
    const { ConcurrentExecutions: quota, UnreservedConcurrentExecutions: free } = limits.parse(
      JSON.parse(text),
    ).AccountLimit
    const needed = sumOf(reservationsOf(next))
    const had = deployed ? sumOf(reservationsOf(deployed)) : 0
    const detail = `this stage reserves ${needed} of ${quota}`
    if (needed === 0)
      return { is: 'ok', detail: `nothing is reserved of ${quota}: nothing bounds what a flood costs` }
    const missing = needed + leastUnreserved - (free + had)
    if (missing <= 0) return { is: 'ok', detail }
    return {
      is: 'wrong',
      detail: `${detail}, and ${leastUnreserved} have to stay unreserved: ${missing} are missing`,
      todo: `ask for ${quota + missing} (Service Quotas, Lambda, Concurrent executions), or write "siteConcurrency": 0 until you have them`,
    }
  })

/** That an account may have distributions is told by none of AWS's APIs: who has one already may. */
export const lookAtCloudFront = (aws: Aws) =>
  find('CloudFront', async () => {
    const xml = await aws.ask('cloudfront:ListDistributions', { path: '/2020-05-31/distribution?MaxItems=1' })
    if (textsIn(xml, 'DomainName').length > 0) return { is: 'ok', detail: 'the account has distributions' }
    return {
      is: 'note',
      detail: 'the account has none yet: whether it is verified shows at the first one only',
      todo: 'where the deployment says "must be verified", open a case with AWS Support (Account, Verification), and wait a day or so',
    }
  })
