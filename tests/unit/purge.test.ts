import { TooManyInvalidationsInProgress } from '@aws-sdk/client-cloudfront'
import { describe, expect, it } from 'vitest'
import { createPurge } from '../../functions/publisher/purge.ts'

const full = () => new TooManyInvalidationsInProgress({ message: 'too many', $metadata: {} })

/** CloudFront as far as a purge sees it: it answers these, one after the other, and then that all is well. */
function aCdn(...troubles: Error[]) {
  const asked: { CallerReference?: string; Items?: string[] }[] = []
  const pauses: number[] = []
  const client = {
    async send({
      input,
    }: {
      input: { InvalidationBatch?: { CallerReference?: string; Paths?: { Items?: string[] } } }
    }) {
      const { CallerReference, Paths } = input.InvalidationBatch ?? {}
      asked.push({ CallerReference, Items: Paths?.Items } as { CallerReference: string; Items: string[] })
      const trouble = troubles.shift()
      if (trouble) throw trouble
    },
  }
  const pause = async (milliseconds: number) => void pauses.push(milliseconds)
  return { asked, pauses, purge: createPurge(client as never, 'EXAMPLE', pause) }
}

describe('a purge', () => {
  it('names every cache tag in one request', async () => {
    const { asked, purge } = aCdn()
    await purge(new Set(['a-4k7m2p9x1a', 'l-vi']))
    expect(asked.map(({ Items }) => Items)).toEqual([['#a-4k7m2p9x1a', '#l-vi']])
  })

  it('asks for nothing where nothing changed, and for everything where that is cheaper', async () => {
    const { asked, purge } = aCdn()
    await purge(new Set())
    await purge(new Set(Array.from({ length: 61 }, (_, n) => `a-${n}`)))
    expect(asked.map(({ Items }) => Items)).toEqual([['/*']])
  })

  it('waits longer and longer while the CDN has no room, and asks again for the same', async () => {
    const { asked, pauses, purge } = aCdn(full(), full(), full())
    await purge(new Set(['site']))
    expect(asked).toHaveLength(4)
    expect(new Set(asked.map(({ CallerReference }) => CallerReference)).size).toBe(1)
    expect(pauses).toHaveLength(3)
    for (const [n, wait] of pauses.entries()) {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** n)
      expect(wait).toBeLessThan(1000 * 2 ** n)
    }
  })

  it('fails where there is no room for long, and at once for any other reason: the work is then done again', async () => {
    const long = aCdn(...Array.from({ length: 6 }, full))
    await expect(long.purge(new Set(['site']))).rejects.toThrow('too many')
    expect(long.asked).toHaveLength(6)
    const other = aCdn(new Error('access denied'))
    await expect(other.purge(new Set(['site']))).rejects.toThrow('access denied')
    expect(other.asked).toHaveLength(1)
  })
})
