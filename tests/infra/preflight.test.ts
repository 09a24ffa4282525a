import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { reservationsOf } from '../../infra/reservations.ts'
import { rights } from '../../infra/tools/preflight/aws.ts'
import {
  type Account,
  answers,
  attended,
  deafAddress,
  freshAccount,
  goodAccount,
  startAccount,
} from './preflight-account.ts'
import { everyOption, listOf, type Statement, stackWith } from './stack-setup.ts'

const keys = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'ap-southeast-1',
}

async function run(args: readonly string[], environment: Record<string, string>) {
  const env = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...environment,
  }
  const tool = ['infra/tools/preflight/preflight.ts', ...args]
  return await promisify(execFile)(process.execPath, tool, { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  )
}

async function preflight(account: Account, ...args: string[]) {
  const { endpoint, asked } = await startAccount(account)
  return { ...(await run(args, { ...keys, AWS_ENDPOINT_URL: endpoint })), asked }
}

const domain = [
  ...['-c', 'domainName=www.example.org'],
  ...['-c', 'certificateArn=arn:aws:acm:us-east-1:111122223333:certificate/4f0e5b2a'],
]
const zone = [...domain, '-c', 'hostedZoneId=Z0123456789ABC']
const mails = [
  ...['-c', 'mailIdentityArn=arn:aws:ses:ap-southeast-1:111122223333:identity/example.org'],
  ...['-c', 'mailFrom=press@example.org'],
]
const keyIn = (region: string) => [
  '-c',
  `customerKeyArn=arn:aws:kms:${region}:111122223333:key/4f0e5b2a-0000-4000-8000-000000000000`,
]
const admin = ['-c', 'adminEmail=admin@example.org']
/** Of `admin` and `domain`, as the template keeps them. */
const everything = Object.fromEntries(
  [...admin, ...domain].filter((each) => each !== '-c').map((each) => each.split('=')),
)

describe('npm run preflight', () => {
  it('says of a good account that all is well, line by line', async () => {
    const { code, stdout } = await preflight(
      { ...attended, 'cloudformation GetTemplate': answers.template(everything) },
      ...[...admin, ...domain],
    )
    expect(stdout).toContain('alarms: go to admin@example.org')
    expect(stdout).toContain('identity: arn:aws:iam::111122223333:user/deployer, in the account 111122223333')
    expect(stdout).toContain('certificate: issued for www.example.org')
    expect(stdout).toContain('Lambda concurrency: this stage reserves 77 of 1000')
    expect(stdout).toContain('mails of sign-in: Cognito sends them itself, 50 a day')
    expect(stdout).toMatch(/^10 ok, 0 to know, 0 wrong, 0 could not be asked$/mu)
    expect(code).toBe(0)
  })

  it('says of a fresh account what to do before the first deployment', async () => {
    const { code, stdout } = await preflight(freshAccount)
    expect(stdout).toContain('there is no Bantin yet')
    expect(stdout).toMatch(/WRONG +bootstrap: .*\n +-> npx cdk bootstrap/u)
    expect(stdout).toMatch(
      /WRONG +Lambda concurrency: .* 167 are missing\n +-> ask for 177 .*"siteConcurrency": 0/u,
    )
    expect(stdout).toMatch(/note +CloudFront: .*verified.*\n +-> .*AWS Support/u)
    expect(stdout).toContain('leftovers: none')
    expect(code).toBe(1)
    const without = await preflight(freshAccount, '-c', 'siteConcurrency=0')
    expect(without.stdout).toMatch(/ok +Lambda concurrency: nothing is reserved/u)
  })

  it('counts what the stack has reserved already as its own', async () => {
    const account = { ...goodAccount, 'lambda /2016-08-19/account-settings/': answers.concurrency(177, 100) }
    expect((await preflight(account)).stdout).toMatch(/ok +Lambda concurrency/u)
    const more = await preflight(account, '-c', 'siteConcurrency=60')
    expect(more.stdout).toMatch(/WRONG +Lambda concurrency: .* 12 are missing\n +-> ask for 189/u)
  })

  it('looks at the zone, the mails and the key where they are ours, and says that they are well', async () => {
    const { code, stdout } = await preflight(
      goodAccount,
      ...[...admin, ...zone, ...mails, ...keyIn('ap-southeast-1')],
    )
    expect(stdout).toContain('domain: www.example.org leads nowhere yet')
    expect(stdout).toContain('mails of sign-in: example.org is verified in ap-southeast-1')
    expect(stdout).toContain('key: enabled, and symmetric')
    expect(code).toBe(0)
  })

  it('knows where the stack cannot run, and why', async () => {
    const { endpoint } = await startAccount(goodAccount)
    const at = async (AWS_REGION: string) =>
      (await run([], { ...keys, AWS_REGION, AWS_ENDPOINT_URL: endpoint })).stdout
    expect(await at('ap-southeast-1')).toMatch(/ok +region: ap-southeast-1/u)
    expect(await at('ap-southeast-7')).toMatch(/WRONG +region: .*no addresses of functions/u)
    expect(await at('ap-southeast-3')).toMatch(/WRONG +region: .*no logs into buckets/u)
  })

  it('says which rights are missing, and ends well, but not where everything has to be known', async () => {
    const account = { 'sts GetCallerIdentity': goodAccount['sts GetCallerIdentity'] } as Account
    const { code, stdout, stderr } = await preflight(account, ...domain)
    for (const right of ['ssm:GetParameter', 'lambda:GetAccountSettings', 'cloudformation:GetTemplate'])
      expect(stdout).toContain(`needs the right ${right}`)
    expect(stdout).toMatch(/0 wrong, [6-9] could not be asked$/mu)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect((await preflight(account, '--strict')).code).toBe(1)
  })

  it('says that AWS could not be asked at all, without a network or without credentials', async () => {
    const offline = await run([], { ...keys, AWS_ENDPOINT_URL: await deafAddress() })
    expect(offline.stdout).toMatch(/identity: AWS could not be asked at all: .*ECONNREFUSED/u)
    const { AWS_REGION } = keys
    const nobody = await run([], { AWS_REGION })
    expect(nobody.stdout).toMatch(/could not be asked at all: .*[Cc]redential.*\n +-> sign in/u)
    const nowhere = await run([], { ...keys, AWS_REGION: '' })
    expect(nowhere.stdout).toMatch(/could not be asked at all: .*[Rr]egion/u)
    for (const { code, stderr } of [offline, nobody, nowhere])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('says that keys are not good any more', async () => {
    const account = { 'sts GetCallerIdentity': { fault: 'InvalidClientTokenId', message: 'no such token' } }
    const { code, stdout } = await preflight(account)
    expect(stdout).toMatch(/WRONG +identity: .*InvalidClientTokenId: no such token\n +-> sign in/u)
    expect(code).toBe(1)
  })

  it.each<[what: string, change: Account, args: string[], said: RegExp]>([
    [
      'a certificate that nobody has validated',
      { 'acm DescribeCertificate': answers.certificate({ Status: 'PENDING_VALIDATION' }) },
      domain,
      /WRONG +certificate: nobody has shown/u,
    ],
    [
      'a certificate for another name',
      { 'acm DescribeCertificate': answers.certificate({ SubjectAlternativeNames: ['*.www.example.org'] }) },
      domain,
      /WRONG +certificate: it is for example.org, \*.www.example.org, not for www.example.org/u,
    ],
    [
      'a certificate that is not there',
      { 'acm DescribeCertificate': { fault: 'ResourceNotFoundException' } },
      domain,
      /WRONG +certificate: there is no arn/u,
    ],
    [
      'a zone that is not of the domain',
      { 'route53 /2013-04-01/hostedzone/Z0123456789ABC': answers.zone('example.com.') },
      zone,
      /WRONG +domain: Z0123456789ABC is the zone of example.com., in which there is no www.example.org/u,
    ],
    [
      'a zone that readers do not see',
      { 'route53 /2013-04-01/hostedzone/Z0123456789ABC': answers.zone('example.org.', true) },
      zone,
      /WRONG +domain: .* is private/u,
    ],
    [
      'a zone that is not there',
      { 'route53 /2013-04-01/hostedzone/Z0123456789ABC': { fault: 'NoSuchHostedZone' } },
      zone,
      /WRONG +domain: there is no zone/u,
    ],
    [
      'an old site from which the domain would be taken',
      {
        'route53 /2013-04-01/hostedzone/Z0123456789ABC/rrset': answers.record(
          'www.example.org.',
          '192.0.2.1',
        ),
      },
      zone,
      /note +domain: www.example.org leads to 192.0.2.1 now/u,
    ],
    [
      'a name beside which no address may stand',
      {
        'route53 /2013-04-01/hostedzone/Z0123456789ABC/rrset': answers.record(
          'www.example.org.',
          'd123.cloudfront.net',
          'CNAME',
        ),
      },
      zone,
      /WRONG +domain: www.example.org is a CNAME.*\n +-> delete that record/u,
    ],
    [
      'a mail domain that is not verified',
      { 'ses /v2/email/identities/example.org': answers.mailIdentity(false) },
      mails,
      /WRONG +mails of sign-in: SES does not know yet/u,
    ],
    [
      'a mail domain that SES does not know',
      { 'ses /v2/email/identities/example.org': { fault: 'NotFoundException' } },
      mails,
      /WRONG +mails of sign-in: SES has no example.org.*\n +-> aws sesv2 create-email-identity/u,
    ],
    [
      'the sandbox of SES',
      { 'ses /v2/email/account': answers.mailAccount(false) },
      mails,
      /WRONG +mails of sign-in: SES is in its sandbox.*\n +-> ask for production access/u,
    ],
    [
      'a key that somebody has scheduled to be deleted',
      { 'kms DescribeKey': answers.key('PendingDeletion') },
      keyIn('ap-southeast-1'),
      /WRONG +key: it is PendingDeletion/u,
    ],
    ['a key of another region', {}, keyIn('us-east-1'), /WRONG +key: it is of us-east-1/u],
    [
      'an old bootstrap',
      { 'ssm GetParameter': { json: { Parameter: { Value: '5' } } } },
      [],
      /WRONG +bootstrap: version 5/u,
    ],
    [
      'a stack that could not be rolled back',
      { 'cloudformation DescribeStacks': answers.stack('UPDATE_ROLLBACK_FAILED') },
      [],
      /WRONG +stack: .*\n +-> aws cloudformation continue-update-rollback --stack-name Bantin/u,
    ],
    [
      'somebody else who deploys',
      { 'cloudformation DescribeStacks': answers.stack('UPDATE_IN_PROGRESS') },
      [],
      /WRONG +stack: .*\n +-> wait/u,
    ],
    [
      'alarms that nobody has confirmed',
      {
        ...attended,
        'sns ListSubscriptions': answers.subscriptions(
          ['PendingConfirmation', 'admin@example.org', 'Bantin-OperationsAlarms1-A'],
          ['arn:aws:sns:x', 'admin@example.org', 'Bantin-OperationsNotes2-B'],
          ['arn:aws:sns:y', 'admin@example.org', 'Bantin-test-OperationsAlarms2-B'],
        ),
      },
      admin,
      /note +alarms: admin@example.org gets no mail of “now” \(not confirmed\)\n/u,
    ],
    [
      'alarms whose question has ended by itself, as it does when nobody answers it',
      {
        ...attended,
        'sns ListSubscriptions': answers.subscriptions([
          'arn:aws:sns:x',
          'somebody@example.org',
          'Bantin-OperationsNotes2-B',
        ]),
      },
      admin,
      /note +alarms: admin@example.org gets no mail of “now” \(not asked for.*\) and “tomorrow” \(.*\n +-> .*subscribe again/u,
    ],
    [
      'alarms that go to another from the next deployment on',
      attended,
      [...admin, '-c', 'alarmEmail=desk@example.org'],
      /note +alarms: the deployment asks desk@example.org by two mails/u,
    ],
    [
      'a first try that failed, which the CDK has protected and would not be let delete',
      { 'cloudformation DescribeStacks': answers.stack('ROLLBACK_COMPLETE') },
      [],
      /WRONG +stack: .* refused to delete it.*\n +-> aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name Bantin\n/u,
    ],
    [
      'a first try that failed and is not protected',
      { 'cloudformation DescribeStacks': answers.stack('ROLLBACK_COMPLETE', false) },
      [],
      /note +stack: Bantin is ROLLBACK_COMPLETE\n +-> cdk deploy deletes it and begins again.*\n[\s\S]*leftovers:/u,
    ],
    [
      'what a first try has left, of this stage alone',
      {
        'cloudformation DescribeStacks': answers.stack('ROLLBACK_COMPLETE'),
        'dynamodb ListTables': {
          json: { TableNames: ['Bantin-NewsroomTable3-A', 'Bantin-test-SiteTable4-B', 'Other'] },
        },
        's3 /': {
          xml: '<R><Buckets><Bucket><Name>bantin-filesmedia1-a</Name></Bucket><Bucket><Name>bantin-test-filesmedia1-a</Name></Bucket></Buckets></R>',
        },
        'cognito-idp ListUserPools': {
          json: { UserPools: [{ Id: 'ap-southeast-1_a', Name: 'SignInUsers4-C' }] },
        },
        'cognito-idp DescribeUserPool': { json: { UserPool: { UserPoolTags: { 'bantin:stage': 'test' } } } },
      },
      [],
      /note +leftovers: Bantin-NewsroomTable3-A\n(?:.*\n)note +leftovers: bantin-filesmedia1-a\n(?!.*\n.*leftovers)/u,
    ],
    [
      'an answer that is none',
      { 'ssm GetParameter': { json: {} } },
      [],
      /\? +bootstrap: the answer could not be read/u,
    ],
  ])('names %s', async (_what, change, args, said) => {
    expect((await preflight({ ...goodAccount, ...change }, ...args)).stdout).toMatch(said)
  })

  it('says how it is used when a setting or an option is wrong', async () => {
    for (const args of [['--no'], ['-c', 'domainName=x'], ['-c', 'stage=none']]) {
      const { code, stderr } = await preflight(goodAccount, ...args)
      expect(stderr).toContain('usage: npm run preflight')
      expect(code).toBe(2)
    }
  })
})

describe('a setting of the last deployment that the next one would lose', () => {
  const deployed = { adminEmail: 'admin@example.org', backup: true }
  const account = { ...goodAccount, 'cloudformation GetTemplate': answers.template(deployed) }

  it('is named, with what is lost and what to do, and the deployment is refused', async () => {
    const { code, stdout } = await preflight(account, ...admin)
    expect(stdout).toMatch(/WRONG +settings: backup was true, and would be false: no further copies/u)
    expect(stdout).toContain('-> write it into infra/stages/production.json again')
    expect(stdout).not.toContain('adminEmail was')
    expect(code).toBe(1)
  })

  it('is taken on purpose when it is accepted by name', async () => {
    const { code, stdout } = await preflight(account, '--accept', 'backup,adminEmail')
    expect(stdout).toMatch(/ok +settings/u)
    expect(code).toBe(0)
  })

  it('is a lock that would be taken off; one that would be set for good is told before', async () => {
    const locked = { ...deployed, backupLock: 'compliance' }
    const lockedAccount = { ...goodAccount, 'cloudformation GetTemplate': answers.template(locked) }
    const backed = [...admin, '-c', 'backup=true']
    expect((await preflight(lockedAccount, ...backed)).stdout).toMatch(
      /WRONG +settings: backupLock was compliance, and would be nothing: .*rolled back/u,
    )
    const forGood = [...backed, '-c', 'backupLock=compliance']
    expect((await preflight(account, ...forGood)).stdout).toMatch(
      /note +locks: backupLock would be "compliance": nobody, not AWS either/u,
    )
    expect((await preflight(lockedAccount, ...forGood)).stdout).not.toContain('locks:')
  })

  it('is nothing where all is still said', async () => {
    const { code, stdout } = await preflight(account, ...admin, '-c', 'backup=true')
    expect(stdout).toMatch(/ok +settings: none is lost of the 2/u)
    expect(code).toBe(0)
  })
})

describe('what preflight counts on', () => {
  it('is what things of a stack that is gone are called: it finds each table and bucket, and none of another stage', async () => {
    const stack = stackWith(everyOption)
    const named = (type: string) => stack.all(type).map(({ id }) => `Bantin-${id}-1A2B3C`)
    const tables = named('AWS::DynamoDB::Table')
    const buckets = named('AWS::S3::Bucket').map((name) => name.toLowerCase())
    expect([tables.length, buckets.length]).toEqual([4, 8])
    const others = ['Bantin-test-SiteTable4-B', 'bantin-test-filesmedia1-a', 'Other']
    const { stdout } = await preflight({
      ...freshAccount,
      'dynamodb ListTables': { json: { TableNames: [...tables, ...others] } },
      's3 /': {
        xml: `<R><Buckets>${[...buckets, ...others].map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')}</Buckets></R>`,
      },
    })
    expect(stdout).toContain(`leftovers: ${tables.join(' ')}\n`)
    expect(stdout).toContain(`leftovers: ${buckets.join(' ')}\n`)
  })

  it('is what the stack calls its topics of alarms', () => {
    const names = stackWith()
      .all('AWS::SNS::Topic')
      .map(({ id, Properties }) => [id.replace(/[0-9A-F]{8}$/u, ''), Properties.DisplayName])
    expect(names.toSorted()).toEqual([
      ['OperationsAlarms', 'Bantin: now'],
      ['OperationsNotes', 'Bantin: tomorrow'],
    ])
  })

  it('is what the stack reserves', () => {
    const reserved = stackWith({ siteConcurrency: '7' })
      .all('AWS::Lambda::Function')
      .map(({ Properties }) => Number(Properties.ReservedConcurrentExecutions ?? 0))
    const sum = (all: number[]) => all.reduce((total, each) => total + each, 0)
    expect(sum(Object.values(reservationsOf({ siteConcurrency: 7 })))).toBe(sum(reserved))
  })

  it('is permitted by the policy that looks, which permits no more', () => {
    const path = new URL('../../infra/pipeline/diff-policy.json', import.meta.url)
    const statements: Statement[] = JSON.parse(readFileSync(path, 'utf8')).Statement
    expect(statements.flatMap(({ Action }) => listOf(Action)).sort()).toEqual([...rights].sort())
  })
})
