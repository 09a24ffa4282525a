import { describe, expect, it } from 'vitest'
import { createCredentialsHolder } from '../../functions/desk/session/credentials.ts'
import type { Credentials } from '../../functions/desk/session/identity.ts'
import { skewOf } from '../../functions/desk/session/open.ts'

const hour = 60 * 60_000

/** A holder by a clock that the test moves, and what was lent to it. */
function aHolder(lend?: () => Promise<Credentials>) {
  const clock = { now: 0 }
  const lent: Credentials[] = []
  const holder = createCredentialsHolder(
    lend ??
      (async () => {
        const credentials = {
          accessKeyId: `ASIA${lent.length}`,
          secretAccessKey: 'secret',
          sessionToken: 'token',
          expires: clock.now + hour,
        }
        lent.push(credentials)
        return credentials
      }),
    () => clock.now,
  )
  return { holder, clock, lent }
}

describe('credentials that were lent', () => {
  it('are used until shortly before they end, and then renewed', async () => {
    const { holder, clock, lent } = aHolder()
    const first = await holder.current()
    clock.now = hour - 6 * 60_000
    expect(await holder.current()).toBe(first)
    clock.now = hour - 4 * 60_000
    expect(await holder.current()).not.toBe(first)
    expect(lent).toHaveLength(2)
  })

  it('are renewed once, however many ask at a time', async () => {
    const { holder, lent } = aHolder()
    const all = await Promise.all([holder.current(), holder.current(), holder.current()])
    expect(new Set(all).size).toBe(1)
    await Promise.all(all.map((each) => holder.insteadOf(each)))
    expect(lent).toHaveLength(2)
  })

  it('are not renewed for a request that was signed with those of before', async () => {
    const { holder, lent } = aHolder()
    const before = await holder.current()
    const after = await holder.insteadOf(before)
    expect(await holder.insteadOf(before)).toBe(after)
    expect(lent).toHaveLength(2)
  })

  it('are asked for again after nobody was reached', async () => {
    let asked = 0
    const { holder } = aHolder(async () => {
      asked += 1
      throw new Error('offline')
    })
    await expect(holder.current()).rejects.toThrow('offline')
    await expect(holder.current()).rejects.toThrow('offline')
    expect(asked).toBe(2)
  })
})

describe('the clock of the server', () => {
  const at = Date.parse('2026-12-01T08:00:00Z')
  const answer = (headers: Record<string, string>) => new Response(null, { headers })

  it('is read from an answer, be it kept or new', () => {
    const date = 'Tue, 01 Dec 2026 08:00:00 GMT'
    expect(skewOf(answer({ date }), at - 7000)).toBe(7000)
    expect(skewOf(answer({ date, age: '60' }), at)).toBe(60_000)
  })

  it('is taken for that of this machine where it is not told', () => {
    expect(skewOf(answer({}), at)).toBe(0)
    expect(skewOf(answer({ date: 'yesterday' }), at)).toBe(0)
  })
})
