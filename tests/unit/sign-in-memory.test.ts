import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createMemoryAdapter } from '../../infra/local/sign-in/memory-adapter.ts'

describe('what the user pool of this machine remembers', () => {
  it('is bounded: the oldest goes first, and a session that is used stays', async () => {
    const sessions = createMemoryAdapter()('Session')
    await sessions.upsert('forgotten', { uid: 'a' }, 3_600)
    await sessions.upsert('used', { uid: 'b' }, 3_600)
    for (let n = 0; n < 4_999; n++) {
      await sessions.upsert(`stranger-${n}`, {}, 3_600)
      await sessions.upsert('used', { uid: 'b' }, 3_600)
    }
    expect(await sessions.find('forgotten')).toBeUndefined()
    expect(await sessions.find('used')).toEqual({ uid: 'b' })
  })

  it('is over when its time is', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const codes = createMemoryAdapter()('AuthorizationCode')
    await codes.upsert('code', {}, 60)
    expect(await codes.find('code')).toEqual({})
    vi.advanceTimersByTime(60_000)
    expect(await codes.find('code')).toBeUndefined()
  })
})
