import * as fake from 'fake-indexeddb'
import { afterEach, beforeEach, vi } from 'vitest'

/** The storage of a browser for each test, empty, and its clock in the hands of the test. */
export function withBrowserStorage(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'Date'],
      now: new Date('2026-11-27T03:00:00Z'),
    })
    const { default: _, indexedDB: __, forceCloseDatabase: ___, ...classes } = fake
    for (const [name, value] of Object.entries(classes)) vi.stubGlobal(name, value)
    vi.stubGlobal('indexedDB', new fake.IDBFactory())
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}

/** Lets everything go on that needs no clock. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Lets the clock go on, and all that follows from it. Milliseconds. */
export async function pass(time: number): Promise<void> {
  await settle()
  for (let left = time; left > 0; left -= 500) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 500))
    await settle()
  }
}
