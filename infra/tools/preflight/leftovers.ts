import * as z from 'zod'
import { stackNameOf } from '../../context.ts'
import { type Aws, textsIn } from './aws.ts'
import { type Finding, find } from './finding.ts'

const tables = z.object({ TableNames: z.array(z.string()), LastEvaluatedTableName: z.string().optional() })

async function tablesOf(aws: Aws, stackName: string): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined = stackName
  do {
    const json = { ExclusiveStartTableName: after }
    const text = await aws.ask('dynamodb:ListTables', { target: 'DynamoDB_20120810.ListTables', json })
    const { TableNames, LastEvaluatedTableName } = tables.parse(JSON.parse(text))
    found.push(...TableNames)
    after = LastEvaluatedTableName
  } while (after?.startsWith(stackName))
  return found.filter((name) =>
    new RegExp(`^${stackName}-(?:Newsroom|Site|Views|Feedback)Table`, 'u').test(name),
  )
}

/** Of this region: another one may have a stack of the same name. */
async function bucketsOf(aws: Aws, stackName: string): Promise<string[]> {
  const prefix = `${stackName.toLowerCase()}-`
  const path = `/?${new URLSearchParams({ 'bucket-region': aws.region, prefix })}`
  const names = textsIn(await aws.ask('s3:ListAllMyBuckets', { path }), 'Name')
  return names.filter((name) => new RegExp(`^${prefix}(?:files|desk|exports)`, 'u').test(name))
}

const pools = z.object({
  UserPools: z.array(z.object({ Name: z.string(), Id: z.string() })),
  NextToken: z.string().optional(),
})
const pool = z.object({ UserPool: z.object({ UserPoolTags: z.record(z.string(), z.string()).default({}) }) })

/** Their names do not say of which stage they are; their tags do. */
async function poolsOf(aws: Aws, stage: string): Promise<string[]> {
  const api = 'AWSCognitoIdentityProviderService'
  const ids: string[] = []
  let next: string | undefined
  do {
    const json = { MaxResults: 60, NextToken: next }
    const text = await aws.ask('cognito-idp:ListUserPools', { target: `${api}.ListUserPools`, json })
    const { UserPools, NextToken } = pools.parse(JSON.parse(text))
    ids.push(...UserPools.filter(({ Name }) => Name.startsWith('SignInUsers')).map(({ Id }) => Id))
    next = NextToken
  } while (next)
  const tagged = ids.map(async (UserPoolId) => {
    const target = `${api}.DescribeUserPool`
    const text = await aws.ask('cognito-idp:DescribeUserPool', { target, json: { UserPoolId } })
    const { UserPoolTags } = pool.parse(JSON.parse(text)).UserPool
    return UserPoolTags['bantin:stage'] === stage ? [UserPoolId] : []
  })
  return (await Promise.all(tagged)).flat()
}

/** What a first deployment that failed, or a stack that was destroyed, has left: nothing in the way of the next, but nobody's. */
export async function lookAtLeftovers(aws: Aws, stage: string): Promise<Finding[]> {
  const about = 'leftovers'
  const stackName = stackNameOf(stage)
  const todo =
    'the next stack makes its own. What a failed first try left is empty: delete it by hand (tables and users: first their deletion protection)'
  const kinds = [
    () => tablesOf(aws, stackName),
    () => bucketsOf(aws, stackName),
    () => poolsOf(aws, stage),
  ].map((look) =>
    find(about, async () => {
      const found = await look()
      return found.length > 0 ? [{ is: 'note', detail: found.join(' '), todo }] : []
    }),
  )
  const all = (await Promise.all(kinds)).flat()
  return all.length > 0 ? all : [{ is: 'ok', about, detail: 'none of an earlier stack' }]
}
