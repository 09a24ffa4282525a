import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { DatabaseAddress } from '../../infra/cloud/database-client.ts'
import { signerFor } from '../support/product/databases.ts'
import { type Json, listOf, type Stack, type Statement, textOf } from './stack-setup.ts'

/** What a function asked AWS for, as IAM sees it. */
export interface Asked {
  /** Name of the function. */
  by: string
  action: string
  /** Physical name of the table, or of its index: `bantin-site/index/desk`. */
  resource: string
  leadingKeys: string[]
  attributes: string[]
  returns: string | undefined
  /** Below which objects are listed. */
  prefix?: string
}

function askedOf(by: string, action: string, body: Json): Asked[] {
  // Writes of one commit are permitted one by one, as if each came by itself.
  if (action === 'TransactWriteItems')
    return body.TransactItems.flatMap(({ Put }: Json) => askedOf(by, 'PutItem', Put))
  const tables = body.RequestItems ?? { [body.TableName]: body }
  return Object.entries<Json>(tables).map(([table, content]) => {
    const items: Json[] = Array.isArray(content)
      ? content.map((each) => each.PutRequest?.Item ?? each.DeleteRequest.Key)
      : (content.Keys ?? [content.Item ?? content.Key].filter(Boolean))
    const named = Object.values<string>(content.ExpressionAttributeNames ?? {})
    const asksFor: string | undefined =
      content.KeyConditionExpression && content.ExpressionAttributeValues?.[':pk']?.S
    const inCondition = /attribute_(?:not_)?exists\((\w+)\)/u.exec(content.ConditionExpression ?? '')?.[1]
    return {
      by,
      action: `dynamodb:${action}`,
      resource: content.IndexName ? `${table}/index/${content.IndexName}` : table,
      // A query names its one partition.
      leadingKeys: [...items.map((item) => item.pk.S), ...(asksFor ? [asksFor] : [])],
      attributes: [
        ...items.flatMap((item) => Object.keys(item)),
        ...named,
        ...(inCondition ? [inCondition] : []),
      ],
      returns: content.ReturnValues,
    }
  })
}

const invalidated = `<?xml version="1.0"?><Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>I</Id>
<Status>Completed</Status><CreateTime>2026-01-01T00:00:00Z</CreateTime></Invalidation>`

const verbs: Record<string, string> = { GET: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' }
const scanned = `<?xml version="1.0"?><Tagging><TagSet><Tag><Key>GuardDutyMalwareScanStatus</Key><Value>NO_THREATS_FOUND</Value></Tag></TagSet></Tagging>`

/** One object lies wherever somebody looks, but where a run notes what it has done. */
const listing = (prefix: string) =>
  `<ListBucketResult><IsTruncated>false</IsTruncated>${prefix.includes('/journal/') ? '' : `<Contents><Key>${prefix}a</Key><Size>1</Size></Contents>`}</ListBucketResult>`

interface Others {
  /** What an object of the object store holds. */
  object: (key: string) => Uint8Array
  /** Answers for a function that another one invokes. */
  invoke: (name: string, event: unknown) => Promise<unknown>
}

/**
 * Stands before the database and takes down who asked for what: each function signs with its own name as key id. Answers
 * CreateInvalidation and the object store by itself.
 */
export async function recordRequests(database: DatabaseAddress, { object, invoke }: Others) {
  const asked: Asked[] = []
  const sign = signerFor(database)
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming)
    const by = /Credential=(\w+)\//u.exec(incoming.headers.authorization ?? '')?.[1] ?? 'nobody'
    const action = String(incoming.headers['x-amz-target'] ?? '').split('.')[1]
    const none = { leadingKeys: [], attributes: [], returns: undefined }
    const [path = '', query = ''] = incoming.url?.split('?') ?? []
    const [, bucket = '', ...key] = path.split('/')
    if (!action && bucket === '2015-03-31') {
      const name = key[1] ?? ''
      asked.push({ by, action: 'lambda:InvokeFunction', resource: name, ...none })
      const result = await invoke(name, JSON.parse(body.toString('utf8')))
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
      return
    }
    if (!action && bucket !== '2020-05-31') {
      const { method = '' } = incoming
      const tagging = /(?:^|&)tagging/u.test(query)
      const prefix = new URLSearchParams(query).get('prefix')
      if (prefix !== null) {
        asked.push({ by, action: 's3:ListBucket', resource: bucket, ...none, prefix })
        outgoing.writeHead(200, { 'content-type': 'text/xml' }).end(listing(prefix))
        return
      }
      const verb = `${verbs[method]}${tagging ? 'Tagging' : ''}`
      asked.push({ by, action: `s3:${verb}`, resource: [bucket, ...key].join('/'), ...none })
      const answer = method !== 'GET' ? undefined : tagging ? scanned : object(key.join('/'))
      outgoing.writeHead(method === 'DELETE' ? 204 : 200, { etag: '"0"' }).end(answer)
      return
    }
    if (!action) {
      const resource = incoming.url?.split('/')[3] ?? ''
      asked.push({
        by,
        action: 'cloudfront:CreateInvalidation',
        resource,
        leadingKeys: [],
        attributes: [],
        returns: undefined,
      })
      outgoing.writeHead(201, { 'content-type': 'text/xml', location: '/' }).end(invalidated)
      return
    }
    asked.push(...askedOf(by, action, JSON.parse(body.toString('utf8'))))
    const headers = await sign(incoming.headers, body)
    send(database.endpoint, { method: 'POST', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    asked,
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const isLike = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.\\+?^${}()|[\]]/gu, '\\$&'))
      .join('.*')}$`,
    'u',
  ).test(text)

/** IAM's conditions, as far as the stack uses them. Throws at one it does not know. */
function holds(
  condition: Statement['Condition'],
  { leadingKeys, attributes, returns, prefix }: Asked,
): boolean {
  const valuesOf: Record<string, string[]> = {
    'dynamodb:LeadingKeys': leadingKeys,
    'dynamodb:Attributes': attributes,
    'dynamodb:ReturnValues': returns ? [returns] : [],
    's3:prefix': prefix === undefined ? [] : [prefix],
  }
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => {
      const values = valuesOf[key]
      if (!values) throw new Error(`unknown condition key ${key}`)
      const matches = (value: string) => listOf<string>(expected).some((pattern) => isLike(pattern, value))
      if (operator.startsWith('ForAllValues:') || operator === 'StringEqualsIfExists')
        return values.every(matches)
      if (operator.startsWith('ForAnyValue:') || operator === 'StringLike') return values.some(matches)
      if (operator === 'Null') return expected === String(values.length === 0)
      throw new Error(`unknown condition operator ${operator}`)
    }),
  )
}

/** Whether the policies of a stack let a function do what it asked. `physical` gives the logical id of a resource. */
export function isAllowed(stack: Stack, asked: Asked, physical: (id: string) => string): boolean {
  const [name = '', ...rest] = asked.resource.split('/')
  const resource = [physical(name), ...rest].join('/')
  const applies = ({ Action, Resource, Condition }: Statement) =>
    listOf(Action).includes(asked.action) &&
    listOf(Resource).some((each) => isLike(textOf(each).replace(/^arn:.*\//u, ''), resource)) &&
    holds(Condition, asked)
  const own: Statement[] =
    stack.template.Resources[physical(name)]?.Properties.ResourcePolicy?.PolicyDocument.Statement ?? []
  const statements = stack.statementsOf(asked.by)
  return statements.some((each) => each.Effect === 'Allow' && applies(each)) && !own.some(applies)
}
