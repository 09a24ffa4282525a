import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { logTo } from '../../functions/http/log.ts'
import { deniesChanges, isSwitchedOn } from '../../functions/scheduler/deployed.ts'
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
  function answered<Client extends DynamoDBClient | LambdaClient>(
    client: Client,
    output: object | string,
  ): Client {
    client.middlewareStack.add(
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
})
