import { LambdaClient } from '@aws-sdk/client-lambda'
import { AwsClient } from 'aws4fetch'
import { SaxesParser } from 'saxes'
import * as z from 'zod'

/** All that is asked; the policy in `infra/pipeline/diff-policy.json` gives these and nothing else. */
export const rights = [
  'acm:DescribeCertificate',
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudfront:ListDistributions',
  'cognito-idp:DescribeUserPool',
  'cognito-idp:ListUserPools',
  'dynamodb:ListTables',
  'kms:DescribeKey',
  'lambda:GetAccountSettings',
  'route53:GetHostedZone',
  'route53:ListResourceRecordSets',
  's3:ListAllMyBuckets',
  'ses:GetAccount',
  'ses:GetEmailIdentity',
  'sns:ListSubscriptions',
  'ssm:GetParameter',
] as const
/** Nobody needs a right to ask who they are. */
export type Right = (typeof rights)[number] | 'sts:GetCallerIdentity'

/** AWS answered, with a fault: `code` is its name for it. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What could not be asked, and why not. */
export class Unasked extends Error {}

interface Question {
  /** @default that of the environment */
  region?: string
  /** Of a REST API. */
  path?: string
  /** Of an API that takes JSON: the name of the operation, with its prefix. */
  target?: string
  json?: unknown
  /** Of an API that takes a form and answers in XML. */
  form?: Record<string, string>
}

export interface Aws {
  region: string
  /** Answers JSON or XML, as the API writes it. Throws `Refused` or `Unasked`. */
  ask(right: Right, question: Question): Promise<string>
}

/** One for the whole world each; they sign as if they were in us-east-1. */
const global = new Set(['cloudfront', 'route53'])
/** Hosts that are not called as the service signs. */
const hosts: Record<string, string> = { ses: 'email' }

/** Milliseconds; a deployer waits for the slowest. */
const patience = 10_000

const forbidden = /^(?:AccessDenied|AccessDeniedException|AuthorizationError|Unauthorized\w*)$/u
const fault = z.object({ __type: z.string(), message: z.string(), Message: z.string() }).partial()

function faultOf(response: Response, text: string): Refused {
  const [code = '', message = ''] = ['Code', 'Message'].flatMap((name) => textsIn(text, name).slice(0, 1))
  if (code) return new Refused(code, message)
  const parsed = fault.safeParse(tryJson(text)).data ?? {}
  const name = parsed.__type ?? response.headers.get('x-amzn-errortype') ?? `status ${response.status}`
  return new Refused(
    name.split('#').at(-1)?.split(':')[0] ?? name,
    parsed.message ?? parsed.Message ?? text.slice(0, 200),
  )
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const versionOf = (service: string) => (service === 'dynamodb' ? '1.0' : '1.1')

function bodyOf(service: string, { target, json, form }: Question): RequestInit {
  if (form) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    return { method: 'POST', headers, body: `${new URLSearchParams(form)}` }
  }
  if (!target) return { method: 'GET' }
  const headers = { 'content-type': `application/x-amz-json-${versionOf(service)}`, 'x-amz-target': target }
  return { method: 'POST', headers, body: JSON.stringify(json ?? {}) }
}

/**
 * AWS as the deployer's environment reaches it: credentials and region as the SDK finds them (profiles, SSO, roles), and
 * `AWS_ENDPOINT_URL` in place of all services. Throws `Unasked` where there are no credentials.
 */
export async function connectToAws(): Promise<Aws> {
  const { config } = new LambdaClient({})
  const found = await Promise.all([config.region(), config.credentials()]).catch((error: unknown) => {
    throw new Unasked(error instanceof Error ? error.message : String(error))
  })
  const [home, credentials] = found
  const client = new AwsClient({ ...credentials, retries: 2 })
  return {
    region: home,
    async ask(right, question) {
      const [service = ''] = right.split(':')
      const isGlobal = global.has(service)
      const region = isGlobal ? 'us-east-1' : (question.region ?? home)
      const host = isGlobal ? service : `${hosts[service] ?? service}.${region}`
      const base = process.env.AWS_ENDPOINT_URL ?? `https://${host}.amazonaws.com`
      const signal = AbortSignal.timeout(patience)
      const init = { ...bodyOf(service, question), signal, aws: { service, region } }
      const response = await client
        .fetch(new URL(question.path ?? '/', base).href, init)
        .catch((error: unknown) => {
          const cause = error instanceof Error ? (error.cause ?? error) : error
          throw new Unasked(`no answer: ${cause instanceof Error ? cause.message || cause.name : cause}`)
        })
      const text = await response.text()
      if (response.ok) return text
      const refused = faultOf(response, text)
      throw forbidden.test(refused.code) ? new Unasked(`needs the right ${right}`) : refused
    },
  }
}

/** What stands in the elements of this name, in their order. */
export function textsIn(xml: string, name: string): string[] {
  const found: string[] = []
  const path: string[] = []
  let text = ''
  const parser = new SaxesParser()
  parser.on('error', () => {})
  parser.on('opentag', (tag) => {
    path.push(tag.name)
    text = ''
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', (tag) => {
    if (tag.name === name) found.push(text.trim())
    path.pop()
    text = ''
  })
  parser.write(xml).close()
  return found
}
