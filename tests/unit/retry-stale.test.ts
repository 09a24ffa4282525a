import { describe, expect, it } from 'vitest'
import { AppError } from '../../functions/domain/errors.ts'
import { retryStale } from '../../functions/store/retry-stale.ts'

/** Fails as often as told, with what is told, and then answers how often it was asked. */
function failing(times: number, error: Error) {
  let asked = 0
  return async () => {
    asked += 1
    if (asked <= times) throw error
    return asked
  }
}

const stale = new AppError('stale', 'someone else was faster')

describe('a write that others may be faster with', () => {
  it.each([0, 1, 4])('is made again as often as %i others were faster', async (times) => {
    expect(await retryStale(failing(times, stale))).toBe(times + 1)
  })

  it('is given up after the fifth time', async () => {
    await expect(retryStale(failing(5, stale))).rejects.toBe(stale)
  })

  it.each([new AppError('conflict', 'x'), new Error('x')])('is not made again after %o', async (error) => {
    await expect(retryStale(failing(1, error))).rejects.toBe(error)
  })
})
