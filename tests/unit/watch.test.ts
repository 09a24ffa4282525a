import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { logTo } from '../../functions/http/log.ts'
import { deniesChanges, holdsExport, isSwitchedOn } from '../../functions/scheduler/deployed.ts'
import { type Watched, watch } from '../../functions/scheduler/watch.ts'

let lines: { level: string; message: string }[]
let undo: () => void
beforeEach(() => {
  lines = []
  undo = logTo((line) => lines.push(JSON.parse(line)))
})
afterEach(() => undo())

const now = new Date('2026-11-27T08:00:00.000Z')
const well: Watched = {
  newsroom: { repairedUntil: async () => '2026-11-27T07:49:00.000Z' },
  chainsAreKept: async () => true,
  sourceIsOn: async () => true,
}
const said = () => lines.map(({ level, message }) => `${level}: ${message}`)

describe('the look of the minute', () => {
  it('says nothing while all is well, nor of a newsroom that nobody has begun', async () => {
    await watch(well, now)
    await watch({ ...well, newsroom: { repairedUntil: async () => undefined } }, now)
    expect(said()).toEqual([])
  })

  it.each<[string, Partial<Watched>]>([
    [
      'the publisher has not caught up',
      { newsroom: { repairedUntil: async () => '2026-11-27T07:29:00.000Z' } },
    ],
    ['chains can be changed: the policy of their table is gone', { chainsAreKept: async () => false }],
    ['new revisions are not brought to the publisher', { sourceIsOn: async () => false }],
  ])('says as an error, each minute: %s', async (problem, broken) => {
    await watch({ ...well, ...broken }, now)
    await watch({ ...well, ...broken }, now)
    expect(said()).toEqual([`error: ${problem}`, `error: ${problem}`])
  })

  it('asks at five in the morning, by the clock of the exports, for that of the night, and says it when it did not come', async () => {
    const asked: string[] = []
    const exports = (timeZone: string, is: boolean) => ({
      timeZone,
      came: async (since: Date) => {
        asked.push(since.toISOString())
        return is
      },
    })
    const five = new Date('2026-11-27T22:00:30.000Z')
    const begun = { ...well, newsroom: { repairedUntil: async () => undefined } }
    await watch({ ...begun, exports: exports('Asia/Ho_Chi_Minh', true) }, five)
    await watch({ ...begun, exports: exports('Europe/Paris', false) }, five)
    for (const minute of ['21:59', '22:03'])
      await watch(
        { ...begun, exports: exports('Asia/Ho_Chi_Minh', false) },
        new Date(`2026-11-27T${minute}:59Z`),
      )
    expect(asked).toEqual(['2026-11-26T22:00:30.000Z'])
    expect(said()).toEqual([])
    await watch({ ...begun, exports: exports('Asia/Ho_Chi_Minh', false) }, five)
    expect(said()).toEqual(['error: no export of the newsroom came in the night'])
  })

  it('takes what it could not ask for no fault, and looks at all else', async () => {
    const away = async () => {
      throw new Error('away')
    }
    await watch({ ...well, chainsAreKept: away, sourceIsOn: async () => false }, now)
    expect(said().toSorted()).toEqual([
      'error: new revisions are not brought to the publisher',
      'warn: the watch could not look',
    ])
  })
})

describe('what was deployed', () => {
  const options = { region: 'ap-southeast-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
  /** A client of AWS that is answered so, whatever it asks. */
  function answered<Client extends DynamoDBClient | LambdaClient | S3Client>(
    client: Client,
    output: object | string,
  ): Client {
    // They take the same, and say so each in its own words.
    const { middlewareStack } = client as DynamoDBClient
    middlewareStack.add(
      () => async () => {
        if (typeof output === 'string') throw Object.assign(new Error(output), { name: output })
        return { output: { $metadata: {}, ...output }, response: {} }
      },
      { step: 'build', priority: 'high' },
    )
    return client
  }
  const policy = (output: object | string) =>
    deniesChanges(answered(new DynamoDBClient(options), output), 'arn:aws:dynamodb:a:1:table/newsroom')
  const source = (output: object | string) => isSwitchedOn(answered(new LambdaClient(options), output), 'id')

  it('keeps chains by the statement of the stack, and by no other', async () => {
    expect(await policy({ Policy: '{"Statement":[{"Sid":"ChainsAreAppendOnly","Effect":"Deny"}]}' })).toBe(
      true,
    )
    expect(await policy({ Policy: '{"Statement":[]}' })).toBe(false)
    expect(await policy('PolicyNotFoundException')).toBe(false)
    await expect(policy('ThrottlingException')).rejects.toThrow('ThrottlingException')
  })

  it('brings revisions while its source is there and on, or on its way to be', async () => {
    for (const State of ['Enabled', 'Creating', 'Enabling', 'Updating'])
      expect(await source({ State })).toBe(true)
    for (const State of ['Disabled', 'Disabling', 'Deleting']) expect(await source({ State })).toBe(false)
    expect(await source('ResourceNotFoundException')).toBe(false)
  })

  it('holds an export once its summary is there, page after page', async () => {
    const holds = async (...keys: string[]) =>
      await holdsExport(
        answered(new S3Client(options), { Contents: keys.map((Key) => ({ Key })) }),
        'exports',
        new Date('2026-11-26T22:00:30.512Z'),
      )
    const folder = '2026-11-27T18:30:00Z/AWSDynamoDB/01700000000000-abcdef'
    expect(await holds()).toBe(false)
    expect(await holds(`${folder}/_started`, `${folder}/data/a.json.gz`)).toBe(false)
    expect(await holds(`${folder}/manifest-files.json`, `${folder}/manifest-summary.json`)).toBe(true)
  })
})
