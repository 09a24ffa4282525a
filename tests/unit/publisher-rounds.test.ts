import { expect, test } from 'vitest'
import { aNewsroom } from '../support/articles/newsroom.ts'
import { createRounds } from '../support/articles/rounds.ts'

const idAt = (n: number) => `artcn${String(n).padStart(5, '0')}`

/** How often the publication of one article of so many waits for the database until it is purged. */
async function roundsAmong(count: number): Promise<number> {
  const room = aNewsroom()
  const ids = Array.from({ length: count }, (_, n) => idAt(n))
  for (const [n, id] of ids.entries()) {
    const related = n === 0 ? [] : [idAt(0)]
    await room.live(id, { related }, `2025-12-${String(1 + (n % 28)).padStart(2, '0')}T08:00:00.000Z`)
  }
  await room.publish(ids)
  const rounds = createRounds()
  let untilPurge = 0
  const publisher = room.publisherOn({
    site: rounds.counting(room.siteTable),
    truth: rounds.counting(room.newsroomTable),
    purge: async () => {
      untilPurge = rounds.take()
    },
  })
  await room.write(idAt(0), { translations: { vi: { title: 'Tin khẩn', summary: '', body: '<p>Mới.</p>' } } })
  await room.goLive(idAt(0))
  rounds.take()
  await publisher.publish([idAt(0)])
  return untilPurge
}

test('an emergency waits for the database about twenty times before it is purged', async () => {
  expect(await roundsAmong(3)).toBeLessThanOrEqual(24)
})

test('an emergency waits as often where fifteen pages show it as where two do', async () => {
  expect(await roundsAmong(15)).toBe(await roundsAmong(3))
})
