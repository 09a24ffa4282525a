import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'

/** What AWS's own command makes of those in the papers, up to the moment at which it would ask AWS. */
const hasAws = spawnSync('aws', ['--version']).status === 0
const root = fileURLToPath(new URL('../../', import.meta.url))
/** Outputs and words in capitals, as they look on AWS. */
const samples: Record<string, string> = {
  NewsroomTable: 'Bantin-NewsroomTable1',
  UserPoolId: 'ap-southeast-1_a1B2c3D4e',
  PublisherName: 'Bantin-PublisherFunction1',
  DistributionDomain: 'd111111abcdef8.cloudfront.net',
  DeadLettersUrl: 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/Bantin-DeadLetters1',
  ExportsBucket: 'bantin-exportsbucket1',
  REGION: 'ap-southeast-1',
  ACCOUNT: '111122223333',
  KEY: '4f0e5b2a-0000-4000-8000-000000000000',
  TOPIC: 'arn:aws:sns:ap-southeast-1:111122223333:Bantin-OperationsAlarms1',
  POOL: 'ap-southeast-1_a1B2c3D4e',
}
/** What earlier commands have put into variables. */
const variables = {
  CERT: 'arn:aws:acm:us-east-1:111122223333:certificate/4f0e5b2a-0000-4000-8000-000000000000',
  TABLE: 'Bantin-NewsroomTable1',
  ARN: 'arn:aws:dynamodb:ap-southeast-1:111122223333:table/Bantin-NewsroomTable1/backup/01700000000000-1a2b3c4d',
  STREAM:
    'arn:aws:dynamodb:ap-southeast-1:111122223333:table/Bantin-NewsroomTable1/stream/2026-12-01T00:00:00.000',
  EXPORT:
    'arn:aws:dynamodb:ap-southeast-1:111122223333:table/Bantin-NewsroomTable1/export/01700000000000-1a2b3c4d',
  OLD: '4f0e5b2a-0000-4000-8000-000000000000',
  ID: 'E1ABCDEFGHIJKL',
}
/** Files that earlier commands have written. */
const origin = { Id: 'a', DomainName: 'example.org' }
const files = {
  'policy.json': { Version: '2012-10-17', Statement: [] },
  'source.json': {
    FilterCriteria: { Filters: [{ Pattern: '{}' }] },
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:ap-southeast-1:111122223333:letters' } },
  },
  'now.json': { ETag: 'E2QWRUHAPOMQZL' },
  'next.json': {
    CallerReference: 'a',
    Comment: '',
    Enabled: true,
    Origins: { Quantity: 1, Items: [origin] },
    DefaultCacheBehavior: { TargetOriginId: 'a', ViewerProtocolPolicy: 'redirect-to-https' },
  },
}

function filledIn(text: string): string {
  return text
    .replaceAll(/<([A-Z][A-Za-z]+)>/gu, (whole, name: string) => samples[name] ?? whole)
    .replaceAll(/(?<!\$)\b[A-Z]{3,}\b/gu, (word) => samples[word] ?? word)
}

/** Commands of AWS in a script: whole lines, within `$(…)`, and one after another. */
function commandsIn(script: string): string[] {
  const lines = script.replaceAll('\\\n', ' ').split('\n')
  return lines.flatMap((line) =>
    [...line.matchAll(/(?:^|\$\(|&& |until )(aws (?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^)"'&>;])*)/gu)].map(
      ([, command = '']) => command.trim(),
    ),
  )
}

const [readme = '', runbook = ''] = ['README.md', 'infra/README.md'].map((path) =>
  filledIn(readFileSync(`${root}${path}`, 'utf8')),
)
const blocks = [...`${readme}\n${runbook}`.matchAll(/```sh\n([\s\S]*?)```/gu)].flatMap(([, script = '']) =>
  commandsIn(script),
)
const [, ...spans] = runbook.replaceAll(/```[\s\S]*?```/gu, '').split('`')
const mentioned = spans
  .filter((_, index) => index % 2 === 0)
  .flatMap((span) => commandsIn(span.replaceAll('\n', ' ')))
  .filter((command) => command.split(' ').length > 2)

const cwd = mkdtempSync(join(tmpdir(), 'bantin-runbook-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))
for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), JSON.stringify(content))

/** The last thing that it says where nobody answers: a form that is wrong is told before. */
async function saidBy(command: string): Promise<string> {
  const script = command.replaceAll('file://infra/', `file://${root}infra/`)
  const env = {
    ...variables,
    PATH: process.env.PATH,
    HOME: cwd,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    // Its first version knows the second name only.
    AWS_REGION: 'ap-southeast-1',
    AWS_DEFAULT_REGION: 'ap-southeast-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  }
  return await promisify(execFile)('bash', ['--norc', '-uc', script, 'runbook', 'restored'], {
    cwd,
    env,
  }).then(
    ({ stdout }) => `nothing was wrong: ${stdout}`,
    ({ stderr }: { stderr: string }) => stderr.trim(),
  )
}

const unanswered = /Could not connect to the endpoint URL/u

describe.skipIf(!hasAws)(
  `commands of AWS in the papers${hasAws ? '' : ': not tried, as there is no aws'}`,
  () => {
    it('are found in blocks and in sentences', () => {
      expect(blocks.length).toBeGreaterThan(35)
      expect(mentioned.length).toBeGreaterThan(8)
    })

    it.each([...new Set(blocks)])('%s', async (command) => {
      expect(await saidBy(command)).toMatch(unanswered)
    })

    it.each([...new Set(mentioned)])('%s, which a sentence names', async (command) => {
      // It may leave out what the sentence says.
      expect(await saidBy(command)).toMatch(
        /Could not connect to the endpoint URL|the following arguments are required/u,
      )
    })

    it('are told to be wrong where they are', async () => {
      for (const wrong of [
        'dynamodb restore-tabel',
        'dynamodb describe-table --tabel-name a',
        'dynamodb update-table --table-name a --on-demand-throughput Most=1',
      ])
        expect(await saidBy(`aws ${wrong}`)).not.toMatch(unanswered)
    })
  },
)
