import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What AWS answers to one question: JSON, XML, or a fault by its name. */
export type Answer = { json: unknown } | { xml: string } | { fault: string; message?: string }
export type Account = Record<string, Answer>

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export const answers = {
  stack: (status: string, isProtected = true): Answer => ({
    xml: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>Bantin</StackName><StackStatus>${status}</StackStatus><EnableTerminationProtection>${isProtected}</EnableTerminationProtection></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  }),
  template: (settings: Record<string, unknown>): Answer => ({
    xml: `<GetTemplateResponse><GetTemplateResult><TemplateBody>${escaped(
      JSON.stringify({ Metadata: { 'Bantin::Settings': settings }, Resources: {} }),
    )}</TemplateBody></GetTemplateResult></GetTemplateResponse>`,
  }),
  subscriptions: (...all: [arn: string, endpoint: string, topic: string][]): Answer => ({
    xml: `<ListSubscriptionsResponse><ListSubscriptionsResult><Subscriptions>${all
      .map(
        ([arn, endpoint, topic]) =>
          `<member><SubscriptionArn>${arn}</SubscriptionArn><Endpoint>${endpoint}</Endpoint><TopicArn>arn:aws:sns:ap-southeast-1:111122223333:${topic}</TopicArn></member>`,
      )
      .join('')}</Subscriptions></ListSubscriptionsResult></ListSubscriptionsResponse>`,
  }),
  concurrency: (quota: number, unreserved: number): Answer => ({
    json: { AccountLimit: { ConcurrentExecutions: quota, UnreservedConcurrentExecutions: unreserved } },
  }),
  mailIdentity: (isVerified: boolean): Answer => ({ json: { VerifiedForSendingStatus: isVerified } }),
  mailAccount: (isOut: boolean): Answer => ({
    json: { ProductionAccessEnabled: isOut, SendingEnabled: true },
  }),
  zone: (name: string, isPrivate = false): Answer => ({
    xml: `<GetHostedZoneResponse><HostedZone><Id>/hostedzone/Z0123456789ABC</Id><Name>${name}</Name><Config><PrivateZone>${isPrivate}</PrivateZone></Config></HostedZone></GetHostedZoneResponse>`,
  }),
  record: (name: string, target: string, type = 'A'): Answer => ({
    xml: `<ListResourceRecordSetsResponse><ResourceRecordSets><ResourceRecordSet><Name>${name}</Name><Type>${type}</Type><ResourceRecords><ResourceRecord><Value>${target}</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></ResourceRecordSets></ListResourceRecordSetsResponse>`,
  }),
  key: (state: string): Answer => ({
    json: { KeyMetadata: { KeyState: state, KeySpec: 'SYMMETRIC_DEFAULT' } },
  }),
  certificate: (more: Record<string, unknown>): Answer => ({
    json: { Certificate: { Status: 'ISSUED', DomainName: 'example.org', NotAfter: 4_000_000_000, ...more } },
  }),
}

/** An account in which the stack has been deployed and all is well. */
export const goodAccount: Account = {
  'sts GetCallerIdentity': {
    xml: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/deployer</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
  },
  'ssm GetParameter': { json: { Parameter: { Value: '28' } } },
  'lambda /2016-08-19/account-settings/': answers.concurrency(1000, 924),
  'cloudfront /2020-05-31/distribution': {
    xml: '<DistributionList><Quantity>1</Quantity><Items><DistributionSummary><DomainName>d1.cloudfront.net</DomainName></DistributionSummary></Items></DistributionList>',
  },
  'acm DescribeCertificate': answers.certificate({ SubjectAlternativeNames: ['*.example.org'] }),
  'cloudformation DescribeStacks': answers.stack('UPDATE_COMPLETE'),
  'cloudformation GetTemplate': answers.template({}),
  'sns ListSubscriptions': answers.subscriptions(),
  'dynamodb ListTables': { json: { TableNames: [] } },
  's3 /': { xml: '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>' },
  'cognito-idp ListUserPools': { json: { UserPools: [] } },
  'ses /v2/email/identities/example.org': answers.mailIdentity(true),
  'ses /v2/email/account': answers.mailAccount(true),
  'route53 /2013-04-01/hostedzone/Z0123456789ABC': answers.zone('example.org.'),
  'route53 /2013-04-01/hostedzone/Z0123456789ABC/rrset': answers.record('other.example.org.', '192.0.2.1'),
  'kms DescribeKey': answers.key('Enabled'),
}

/** The same, where an administrator has confirmed both topics of alarms. */
export const attended: Account = {
  ...goodAccount,
  'cloudformation GetTemplate': answers.template({ adminEmail: 'admin@example.org' }),
  'sns ListSubscriptions': answers.subscriptions(
    ['arn:aws:sns:x', 'admin@example.org', 'Bantin-OperationsAlarms1-A'],
    ['arn:aws:sns:y', 'admin@example.org', 'Bantin-OperationsNotes2-B'],
  ),
}

/** One that nobody has used: ten concurrent executions, no CDK, no distribution, no stack. */
export const freshAccount: Account = {
  ...goodAccount,
  'ssm GetParameter': { fault: 'ParameterNotFound' },
  'lambda /2016-08-19/account-settings/': answers.concurrency(10, 10),
  'cloudfront /2020-05-31/distribution': {
    xml: '<DistributionList><Quantity>0</Quantity></DistributionList>',
  },
  'cloudformation DescribeStacks': {
    fault: 'ValidationError',
    message: 'Stack with id Bantin does not exist',
  },
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** `<service> <operation>`: by the signature, and by what names the operation in each of AWS's protocols. */
async function questionOf(request: IncomingMessage): Promise<string> {
  const [, service] = /\/([a-z0-9-]+)\/aws4_request/u.exec(request.headers.authorization ?? '') ?? []
  const body = await bodyOf(request)
  const target = request.headers['x-amz-target']
  const form = new URLSearchParams(body).get('Action')
  const [path = ''] = (request.url ?? '').split('?')
  return `${service} ${target ? String(target).split('.').at(-1) : (form ?? path)}`
}

function send(response: ServerResponse, answer: Answer, isXml: boolean): void {
  if ('json' in answer) return void response.end(JSON.stringify(answer.json))
  if ('xml' in answer) return void response.end(answer.xml)
  const { fault, message = fault } = answer
  response.statusCode = /AccessDenied|Invalid/u.test(fault) ? 403 : 400
  response.setHeader('x-amzn-errortype', `${fault}:http://internal.amazon.com/`)
  response.end(
    isXml
      ? `<ErrorResponse><Error><Code>${fault}</Code><Message>${message}</Message></Error></ErrorResponse>`
      : JSON.stringify({ __type: `com.amazonaws#${fault}`, message }),
  )
}

/** Stands in for AWS as far as the questions go that a deployer asks. Answers its address, and what it was asked. */
export async function startAccount(account: Account) {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const question = await questionOf(request)
    asked.push(question)
    const answer = account[question] ?? { fault: 'AccessDenied' }
    const isXml = /^(?:sts|cloudformation|sns|s3|cloudfront|route53) /u.test(question)
    send(response, answer, isXml)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { asked, endpoint: `http://127.0.0.1:${port}` }
}

/** Where nobody listens any more. */
export async function deafAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}
