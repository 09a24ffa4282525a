import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { bothOf, inLanes } from '../../functions/store/batches.ts'

test('answers stand in the order of what was asked, however long each took', async () => {
  const answers = await inLanes([3, 1, 2], 2, async (turns) => {
    for (let turn = 0; turn < turns; turn += 1) await setImmediate()
    return turns
  })
  expect(answers).toEqual([3, 1, 2])
})

test('where one of many fails no other is begun, and nothing goes on when the failure is heard of', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const all = inLanes([0, 1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item)
    await setImmediate()
    if (item === 0) throw new Error('the first one failed')
    for (let turn = 0; turn < 5; turn += 1) await setImmediate()
    ended.push(item)
  })
  await expect(all).rejects.toThrow('the first one failed')
  expect(begun).toEqual([0, 1])
  expect(ended).toEqual([1])
})

test('of two things at once the failure of one is heard of when the other has ended', async () => {
  let hasEnded = false
  const both = bothOf(
    async () => {
      throw new Error('it failed')
    },
    async () => {
      await setImmediate()
      hasEnded = true
    },
  )
  await expect(both).rejects.toThrow('it failed')
  expect(hasEnded).toBe(true)
})
