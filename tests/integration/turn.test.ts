import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createTurn, TurnTaken } from '../../functions/publisher/turn.ts'
import { siteKeys } from '../../functions/store/keys.ts'
import { createTable, type Table } from '../../functions/store/table.ts'
import { listenToLog } from '../support/log.ts'
import { startEmbedded, type TestDatabase } from '../support/product/databases.ts'

/** As the publisher's, in a hurry. */
const terms = { lease: 1_500, renewEvery: 200, stopBefore: 500, skew: 100, askEvery: 10 }
const item = { pk: 'ARTICLE#a', sk: 'vi' }

let database: TestDatabase
let table: Table
beforeAll(async () => {
  database = await startEmbedded()
  table = createTable(database.client, database.table)
})
beforeEach(() => table.delete(siteKeys.turn))
afterAll(() => database.stop())
const lines = listenToLog()

/** A publisher in a process of its own, which takes its turn and then does nothing but keep it. */
async function startOwner() {
  const { endpoint, key } = database.address
  const at = (file: string) => JSON.stringify(fileURLToPath(new URL(`../../${file}`, import.meta.url)))
  const program = `
    import { clientOf } from ${at('infra/cloud/database-client.ts')}
    import { createTurn } from ${at('functions/publisher/turn.ts')}
    import { createTable } from ${at('functions/store/table.ts')}
    const client = clientOf(${JSON.stringify({ endpoint, key })})
    const turn = createTurn(createTable(client, ${JSON.stringify(database.table)}), ${JSON.stringify(terms)})
    await turn.take(5_000, () => new Promise((resolve) => {
      setInterval(() => {}, 1_000)
      process.stdout.write('mine')
    }))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

describe("a call of the publisher's", () => {
  it('waits for its turn, so that no two write at once, and all have theirs', async () => {
    let writing = 0
    let most = 0
    const calls = Array.from({ length: 6 }, async (_, each) => {
      const turn = createTurn(table, terms)
      await turn.take(60_000, async () => {
        most = Math.max(most, ++writing)
        await turn.table.put({ ...item, each })
        await setTimeout(20)
        writing -= 1
      })
    })
    await Promise.all(calls)
    expect([most, writing]).toEqual([1, 0])
  })

  it('gives its turn back when its work fails', async () => {
    const first = createTurn(table, terms)
    await expect(first.take(0, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await createTurn(table, terms).take(0, async () => {})
  })

  it('keeps its turn for as long as its work takes, and says so to whoever has waited long enough', async () => {
    const turn = createTurn(table, terms)
    await turn.take(0, async () => {
      const start = performance.now()
      await expect(createTurn(table, terms).take(2 * terms.lease, async () => {})).rejects.toThrow(TurnTaken)
      expect(performance.now() - start).toBeGreaterThan(2 * terms.lease)
      await turn.table.put({ ...item, kept: true })
    })
  })

  it('comes to its turn when another was killed in its own, after what that was lent and not before', async () => {
    const owner = await startOwner()
    const next = createTurn(table, terms)
    await expect(next.take(2 * terms.lease, async () => {})).rejects.toThrow(TurnTaken)
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    const until = Number((await table.find(siteKeys.turn))?.until)
    await next.take(60_000, async () => {
      expect(Date.now()).toBeGreaterThan(until + terms.skew)
    })
  })

  it('deletes what carries a stamp, and not what was written again since', async () => {
    const turn = createTurn(table, terms)
    await turn.take(0, async () => {
      await turn.table.put({ ...item, stamp: 'second' })
      await turn.table.delete(item, 'first')
      expect(await turn.table.find(item)).toMatchObject({ stamp: 'second' })
      await turn.table.delete(item, 'second')
      expect(await turn.table.find(item)).toBeUndefined()
    })
  })

  it('ends between two requests of what it writes once its turn may have ended', async () => {
    let requests = 0
    const slow: Table = {
      ...table,
      writeAll: async () => {
        requests += 1
        await setTimeout(600)
      },
    }
    const turn = createTurn(slow, { ...terms, renewEvery: 60_000 })
    const put = Array.from({ length: 200 }, (_, each) => ({ pk: 'ARTICLE#b', sk: `${each}` }))
    await turn.take(0, () => expect(turn.table.writeAll({ put })).rejects.toThrow(/another call/u))
    expect(requests).toBe(2)
  })

  it('writes nothing once its turn may have ended, not even what it had begun', async () => {
    const turn = createTurn(table, { ...terms, renewEvery: 60_000 })
    await turn.take(0, async () => {
      await turn.table.put({ ...item, by: 'first' })
      await setTimeout(terms.lease + terms.skew)
      const next = createTurn(table, terms)
      await next.take(60_000, () => next.table.put({ ...item, by: 'next' }))
      for (const write of [
        () => turn.table.put({ ...item, by: 'late' }),
        () => turn.table.writeAll({ put: [{ ...item, by: 'late' }] }),
        () => turn.table.delete(item),
        () => turn.table.add(item, 'views', 1),
        () => turn.table.raise(item, 'views', 1),
        () => turn.table.addOwn(item, 'times', { own: { by: 'late' }, also: {} }),
      ])
        await expect(write()).rejects.toThrow(/another call/u)
      expect(await turn.table.find(item)).toMatchObject({ by: 'next' })
      // Nor does it take the turn from whoever has it next.
      const held = next.take(0, () => setTimeout(50))
      await held
    })
    expect(lines).toEqual([])
    await createTurn(table, terms).take(0, async () => {})
  })
})
