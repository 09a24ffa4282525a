import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNewsroom } from '../../functions/store/newsroom.ts'
import { createTable } from '../../functions/store/table.ts'
import { clientOf } from '../../infra/cloud/database-client.ts'
import { region } from '../../infra/cloud/key-pair.ts'
import { tableNames } from '../../infra/local/database.ts'
import { photograph } from '../support/media/pictures.ts'
import { apiEvent, aUser, functionUrlEvent, scheduledEvent, streamEvent } from './bundle-events.ts'
import { type Aws, startAws } from './bundle-process.ts'

let folder: string
let aws: Aws
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-events-'))
  aws = await startAws(folder)
  const client = clientOf(aws.database)
  const newsroom = createNewsroom(createTable(client, tableNames.newsroom))
  await newsroom.saveStaff({ id: aUser.userId, name: 'Administrator', role: 'admin' })
  client.destroy()
})
afterAll(async () => {
  await aws.close()
  await rm(folder, { recursive: true, force: true })
})

/** Ids of AWS's own example; everybody of a role has the same. */
const ofRole = { callerId: 'AROAEXAMPLEEXAMPLE01:CognitoIdentityCredentials', userId: 'AROAEXAMPLEEXAMPLE01' }
const aStranger = {
  ...aUser,
  ...ofRole,
  accessKey: 'ASIAIOSFODNN7EXAMPLE',
  cognitoIdentity: {
    amr: [
      'authenticated',
      'cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_Ab3dEf7hI',
      'cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_Ab3dEf7hI:CognitoSignIn:0f1c2d3e-4b5a-6978-8a9b-acbdcedfe0f1',
    ],
    identityId: 'ap-southeast-1:3f291106-8703-466b-8f2b-3ecee1ca56ce',
    identityPoolId: 'ap-southeast-1:4f291106-8703-466b-8f2b-3ecee1ca56ce',
  },
}

describe('what AWS sends', () => {
  it("is understood by the editors' door: HTTP API 2.0 with the IAM authorizer", async () => {
    const [known, stranger] = await aws.invoke(
      'admin',
      apiEvent('GET', '/me', aUser),
      apiEvent('GET', '/me', aStranger),
    )
    expect(known).toMatchObject({ statusCode: 200, body: expect.stringContaining(aUser.userId) })
    expect(stranger).toMatchObject({ statusCode: 403 })
  })

  it('is understood by the publisher: records of the stream, and the minute', async () => {
    expect(await aws.invoke('publisher', streamEvent, scheduledEvent)).toEqual([
      { batchItemFailures: [] },
      { repaired: [], failed: [] },
    ])
  })

  it("is understood by the reader's door: a function URL that CloudFront asks", async () => {
    // Which has published what every page shows.
    await aws.invoke('publisher', scheduledEvent)
    const [front, nothing] = await aws.invoke('site', functionUrlEvent('/vi'), functionUrlEvent('/vi/x/y'))
    expect(front).toMatchObject({ statusCode: 200, body: expect.stringContaining('<html lang="vi"') })
    expect(nothing).toMatchObject({ statusCode: 404 })
  })

  it('is understood by the media function, with the sharp that lies beside it: a file to look at', async () => {
    const { endpoint, key, uploads, media } = aws.objects
    const client = new S3Client({
      region,
      endpoint,
      credentials: key,
    })
    const Key = 'incoming/4k7m2p9x1a/a'
    const Body = await photograph(400, 300).jpeg().toBuffer()
    await client.send(new PutObjectCommand({ Bucket: uploads, Key, Body }))
    const file = { id: '4k7m2p9x1a', key: Key, name: 'a.jpg', extension: 'jpg' }
    const missing = { ...file, key: 'incoming/4k7m2p9x1a/b' }
    const [taken, again, nothing] = await aws.invoke(
      'media',
      ...[file, file, missing].map((each) => ({ task: 'take', ...each })),
    )
    expect(taken).toMatchObject({ outcome: 'taken', file: { kind: 'picture', widths: [320, 400] } })
    // Whoever asks may not have heard, and ask again.
    expect(again).toEqual(taken)
    expect(nothing).toEqual({ outcome: 'refused', code: 'missing', parameters: {} })
    const files = await readdir(join(folder, 'objects', media), { recursive: true })
    expect(files.filter((name) => name.endsWith('.object')).length).toBeGreaterThan(5)
    client.destroy()
  })

  it('is understood by the function that writes mails: an invitation, in all languages', async () => {
    const request = { userAttributes: {}, codeParameter: '{####}', usernameParameter: '{username}' }
    const event = {
      version: '1',
      region,
      userName: 'a',
      triggerSource: 'CustomMessage_AdminCreateUser',
      request,
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    }
    const [answer] = await aws.invoke('mails', event)
    expect(answer).toMatchObject({
      ...event,
      response: { emailMessage: expect.stringContaining('https://site.example/desk/') },
    })
  })

  it('is understood by the mirror: the minute, and the end of a deployment', async () => {
    const [first, again] = await aws.invoke('mirror', scheduledEvent, { released: 'a' })
    expect(first).toMatchObject({ busy: false, released: true, failed: 0 })
    expect(again).toMatchObject({ busy: false, released: false, mirrored: 0 })
    expect(aws.purged).toContain('site')
  })

  it('is understood by the mover, with the sharp that lies beside it: a move that is gone', async () => {
    expect(await aws.invoke('mover', { move: '4k7m2p9x1a' })).toEqual([{ moved: [] }])
  })

  it('is understood by the function that asks other sites: ten minutes, in which it asks nobody until it is switched on', async () => {
    expect(await aws.invoke('outward', scheduledEvent)).toEqual([{ asked: 0, failing: 0 }])
  })

  it('is understood by the scheduler: the minute', async () => {
    const [kept] = await aws.invoke('scheduler', scheduledEvent)
    expect(kept).toBeTypeOf('object')
  })
})
