import { setTimeout } from 'node:timers/promises'
import { describeError, log } from '../http/log.ts'
import { chunks } from '../store/batches.ts'
import { isRefused, unlessRefused } from '../store/condition.ts'
import { siteKeys } from '../store/keys.ts'
import type { Item, Key, Table } from '../store/table.ts'

/** Milliseconds. */
export const terms = {
  /** How long a turn is lent. Whoever dies in it holds up all others until it ends. */
  lease: 45_000,
  renewEvery: 5_000,
  /** Nothing is written so near its end: a request takes up to three tries of nine seconds. */
  stopBefore: 30_000,
  /** How far the clocks of two instances may be apart. */
  skew: 2_000,
  askEvery: 100,
}

/** Somebody else had the turn all the while. */
export class TurnTaken extends Error {}
class TurnLost extends Error {}

/** As many items as one request writes: nothing is begun that may outlast the turn. */
const asMany = 25

/**
 * One call of the publisher at a time, whatever Lambda allows: its turn is an item of the very table that it writes, lent
 * by the owner's clock and renewed while the work goes on. Where the turn is lost nothing more is written.
 */
export function createTurn(table: Table, { lease, renewEvery, stopBefore, skew, askEvery } = terms) {
  /** By this process's own clock, which never goes back. */
  let writesUntil = 0

  /** Takes the turn, or keeps it. Answers whether it is ours. */
  async function lend(owner: string): Promise<boolean> {
    const [asked, now] = [performance.now(), Date.now()]
    const item = { ...siteKeys.turn, owner, until: now + lease }
    if (await isRefused(table.put(item, { ifLentTo: owner, orEndedBefore: now - skew }))) return false
    writesUntil = asked + lease - stopBefore
    return true
  }

  async function giveBack(owner: string): Promise<void> {
    writesUntil = 0
    const item = { ...siteKeys.turn, owner, until: 0 }
    // It may be somebody else's already; one that cannot be given back ends by itself.
    await unlessRefused(table.put(item, { ifLentTo: owner, orEndedBefore: 0 })).catch((error: unknown) =>
      log('warn', 'a turn could not be given back', describeError(error)),
    )
  }

  async function renew(owner: string): Promise<void> {
    await lend(owner).catch((error) => log('warn', 'a turn could not be renewed', describeError(error)))
  }

  async function guard<T>(write: () => Promise<T>): Promise<T> {
    if (performance.now() >= writesUntil) throw new TurnLost('another call may be publishing by now')
    return await write()
  }

  async function writeAll({
    put = [],
    remove = [],
  }: {
    put?: readonly Item[]
    remove?: readonly Key[]
  }): Promise<void> {
    for (const some of chunks(remove, asMany)) await guard(() => table.writeAll({ remove: some }))
    for (const some of chunks(put, asMany)) await guard(() => table.writeAll({ put: some }))
  }

  const guarded: Table = {
    ...table,
    put: (item, condition) => guard(() => table.put(item, condition)),
    putTogether: (items) => guard(() => table.putTogether(items)),
    delete: (key, stamp) => guard(() => table.delete(key, stamp)),
    add: (key, attribute, amount) => guard(() => table.add(key, attribute, amount)),
    raise: (key, attribute, value) => guard(() => table.raise(key, attribute, value)),
    addOwn: (key, attribute, values) => guard(() => table.addOwn(key, attribute, values)),
    writeAll,
  }

  return {
    /** The table, written only while the turn is ours. */
    table: guarded,

    /** Does the work when it is our turn. Throws `TurnTaken` when that does not come within `patience` milliseconds. */
    async take<T>(patience: number, work: () => Promise<T>): Promise<T> {
      const owner = crypto.randomUUID()
      for (const start = performance.now(); !(await lend(owner)); await setTimeout(askEvery)) {
        if (performance.now() - start >= patience) throw new TurnTaken('another call is publishing')
      }
      let renewing = Promise.resolve()
      const timer = setInterval(() => {
        renewing = renewing.then(() => renew(owner))
      }, renewEvery)
      try {
        return await work()
      } finally {
        clearInterval(timer)
        // One that came after would take the turn again.
        await renewing
        await giveBack(owner)
      }
    },
  }
}
