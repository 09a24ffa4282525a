import {
  CloudFrontClient,
  CreateInvalidationCommand,
  InconsistentQuantities,
  InvalidArgument,
  TooManyInvalidationsInProgress,
} from '@aws-sdk/client-cloudfront'
import { AwsClient } from 'aws4fetch'
import { afterEach, describe, expect, it } from 'vitest'
import { createInvalidationApi } from '../../infra/cloud/edge/invalidation.ts'
import { newKeyPair, region, secretIn } from '../../infra/cloud/key-pair.ts'
import { listen } from '../../infra/cloud/listen.ts'
import { createVerifier } from '../../infra/cloud/signature.ts'
import { page, startEdge } from './edge-setup.ts'

const key = newKeyPair()

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** The API, asked by the SDK in the way the publisher asks it. */
async function startApi(options: { purge?: (tags: string[]) => void; limit?: number } = {}) {
  const calls: string[][] = []
  const api = createInvalidationApi({
    purge: (tags) => calls.push(tags),
    purgePaths: (paths) => calls.push(paths),
    verifier: createVerifier({ service: 'cloudfront', region, secretOf: secretIn([key]) }),
    ...options,
  })
  const endpoint = `http://127.0.0.1:${await listen(api)}`
  const client = new CloudFrontClient({ endpoint, region, credentials: key, maxAttempts: 1 })
  stops.push(() => {
    client.destroy()
    api.closeAllConnections()
    api.close()
  })
  const invalidate = (reference: string, paths: string[], quantity = paths.length) =>
    client.send(
      new CreateInvalidationCommand({
        DistributionId: 'LOCAL',
        InvalidationBatch: { CallerReference: reference, Paths: { Quantity: quantity, Items: paths } },
      }),
    )
  const signer = new AwsClient({ ...key, region, service: 'cloudfront', retries: 0 })
  return { invalidate, calls, endpoint, fetch: signer.fetch.bind(signer) }
}

describe('CreateInvalidation', () => {
  it('purges tags and paths, and answers as CloudFront does', async () => {
    const { invalidate, calls } = await startApi()
    const paths = ['#a-4k7m2p9x1a', '/vi', '#l-vi', '/en/*', '/vi?id=1&after=2', '#123']
    const { $metadata, Invalidation, Location } = await invalidate('r1', paths)
    expect($metadata.httpStatusCode).toBe(201)
    expect(Invalidation).toMatchObject({
      Id: expect.stringMatching(/^I\w+$/),
      Status: 'Completed',
      CreateTime: expect.any(Date),
      InvalidationBatch: { CallerReference: 'r1', Paths: { Quantity: 6, Items: paths } },
    })
    expect(Location).toContain(Invalidation!.Id)
    expect(calls).toEqual([
      ['a-4k7m2p9x1a', 'l-vi', '123'],
      ['/vi', '/en/*', '/vi?id=1&after=2'],
    ])
  })

  it('empties the edge of a tag', async () => {
    const edge = await startEdge(() => page('x', { 'cache-tag': 'a-1' }))
    const { invalidate } = await startApi({ purge: edge.edge.purge })
    for (const result of ['Miss', 'Hit']) expect((await edge.get('/vi')).result).toBe(result)
    await invalidate('r1', ['#a-1'])
    expect((await edge.get('/vi')).result).toBe('Miss')
  })

  it('does once what is sent twice', async () => {
    const { invalidate, calls } = await startApi()
    const first = await invalidate('r1', ['#a'])
    const second = await invalidate('r1', ['#a'])
    expect(second.Invalidation?.Id).toBe(first.Invalidation?.Id)
    expect(calls).toHaveLength(1)
    await expect(invalidate('r1', ['#b'])).rejects.toThrow(/named other paths/)
    expect((await invalidate('r2', ['#a'])).Invalidation?.Id).not.toBe(first.Invalidation?.Id)
  })

  it('takes 3,000 paths in one call and no more, and 15 wildcards', async () => {
    const { invalidate, calls } = await startApi()
    const paths = Array.from({ length: 3_000 }, (_, n) => `#a-${n}`)
    await invalidate('r1', paths)
    expect(calls[0]).toHaveLength(3_000)
    await expect(invalidate('r2', [...paths, '#one-more'])).rejects.toThrow(TooManyInvalidationsInProgress)
    const wildcards = Array.from({ length: 16 }, (_, n) => `/${n}/*`)
    await expect(invalidate('r3', wildcards)).rejects.toThrow(TooManyInvalidationsInProgress)
    expect(calls).toHaveLength(1)
  })

  it('refuses what names nothing', async () => {
    const { invalidate, calls } = await startApi()
    for (const path of ['vi', '', '#', '#a b', '#a,b', '#a*', `#${'a'.repeat(257)}`, '/đ'])
      await expect(invalidate(`r${path}`, [path]), path).rejects.toThrow(InvalidArgument)
    await expect(invalidate('r', [])).rejects.toThrow()
    await expect(invalidate('q', ['/a'], 2)).rejects.toThrow(InconsistentQuantities)
    expect(calls).toEqual([])
  })

  it.each([
    ['no XML', 'garbage'],
    ['nothing', ''],
    ['half a document', '<InvalidationBatch><CallerReference>'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><InvalidationBatch>&b;</InvalidationBatch>'],
    ['another document', '<Distribution/>'],
  ])('refuses %s and goes on', async (_, body) => {
    const { endpoint, invalidate, fetch } = await startApi()
    const url = `${endpoint}/2020-05-31/distribution/LOCAL/invalidation`
    expect((await fetch(url, { method: 'POST', body })).status).toBe(400)
    expect((await fetch(url)).status).toBe(404)
    expect((await fetch(`${endpoint}/other`, { method: 'POST', body })).status).toBe(404)
    expect((await invalidate('r', ['/a'])).Invalidation).toBeDefined()
  })

  it('says so when the edge cannot be purged', async () => {
    const { invalidate } = await startApi({
      purge: () => {
        throw new Error('closed')
      },
    })
    await expect(invalidate('r', ['#a'])).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } })
  })
})
