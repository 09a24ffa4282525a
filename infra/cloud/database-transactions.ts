import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import type { Ask } from './database-ask.ts'

const mostItems = 100
const mostBytes = 4 * 1024 * 1024
/** More than any single request takes whose client has gone. Milliseconds. */
const abandoned = 100

const attribute = z.record(z.string(), z.unknown())
const put = z.strictObject({
  TableName: z.string(),
  Item: z.record(z.string(), attribute),
  /** All that the product asks for. */
  ConditionExpression: z.literal('attribute_not_exists(pk)'),
})
const transaction = z.object({
  TransactItems: z
    .array(z.strictObject({ Put: put }))
    .min(1)
    .max(mostItems),
})
type Put = z.infer<typeof put>

/** Items that one request of dynalite's writes. */
const atOnce = 25

const gotten = z.object({
  Responses: z.record(z.string(), z.array(z.object({ pk: attribute, sk: attribute }))),
  UnprocessedKeys: z.record(
    z.string(),
    z.object({ Keys: z.array(z.object({ pk: attribute, sk: attribute })) }),
  ),
})

const byTable = (puts: readonly Put[]) => Map.groupBy(puts, ({ TableName }) => TableName)

interface Answer {
  status: number
  body: object
}

const refused = (type: string, message: string, more: object = {}): Answer => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, Message: message, ...more },
})

/** Lets requests pass side by side, and what must be alone alone. */
function createGate() {
  let last: Promise<unknown> = Promise.resolve()
  const inside = new Set<Promise<unknown>>()
  return {
    async beside(act: () => Promise<unknown>): Promise<void> {
      for (let seen: unknown; seen !== last; ) {
        seen = last
        await last
      }
      const running = act()
      inside.add(running)
      await running.finally(() => inside.delete(running))
    },
    async alone<T>(act: () => Promise<T>): Promise<T> {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      await Promise.allSettled(inside)
      return await act().finally(resolve)
    },
  }
}

/** When dynalite has answered; a little after the client has gone, for it goes on with such requests. */
async function answered(response: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = response.end.bind(response)
  response.end = (...parts: unknown[]) => {
    resolve()
    return Reflect.apply(end, response, parts)
  }
  response.once('close', () => void setTimeout(abandoned).then(resolve))
  await promise
}

/**
 * TransactWriteItems, which dynalite does not know: several items are put where there is none of any of them, all or nothing.
 * Nothing else is answered meanwhile, and what is to be written is noted first in a file beside the database, so that a
 * transaction that was cut short is whole after the next start. Puts with this one condition are all that it takes.
 */
export function createTransactions(ask: Ask, folder: string) {
  const gate = createGate()
  const journal = join(folder, 'transaction.json')

  const keyOf = ({ Item: { pk = {}, sk = {} } }: Put) => ({ pk, sk })

  /** Of each, whether an item is there. */
  async function areThere(puts: readonly Put[]): Promise<boolean[]> {
    const there = new Set<string>()
    for (const [name, own] of byTable(puts)) {
      // More than an answer holds is left undone, and asked for again.
      for (let Keys = own.map(keyOf); Keys.length > 0; ) {
        const request = { Keys, ConsistentRead: true, ProjectionExpression: 'pk, sk' }
        const { Responses, UnprocessedKeys } = gotten.parse(
          await ask('BatchGetItem', { RequestItems: { [name]: request } }),
        )
        for (const { pk, sk } of Responses[name] ?? []) there.add(JSON.stringify([name, { pk, sk }]))
        Keys = UnprocessedKeys[name]?.Keys ?? []
      }
    }
    return puts.map((each) => there.has(JSON.stringify([each.TableName, keyOf(each)])))
  }

  async function write(puts: readonly Put[]): Promise<void> {
    for (const [name, own] of byTable(puts)) {
      for (let at = 0; at < own.length; at += atOnce) {
        const requests = own.slice(at, at + atOnce).map(({ Item }) => ({ PutRequest: { Item } }))
        await ask('BatchWriteItem', { RequestItems: { [name]: requests } })
      }
    }
  }

  async function remove(puts: readonly Put[]): Promise<void> {
    for (const each of puts) await ask('DeleteItem', { TableName: each.TableName, Key: keyOf(each) })
  }

  async function commit(puts: readonly Put[]): Promise<Answer> {
    const there = await areThere(puts)
    if (there.includes(true)) {
      const reasons = there.map((isOne) => ({ Code: isOne ? 'ConditionalCheckFailed' : 'None' }))
      return refused('TransactionCanceledException', 'Transaction cancelled', {
        CancellationReasons: reasons,
      })
    }
    await writeFile(`${journal}.new`, JSON.stringify(puts))
    await rename(`${journal}.new`, journal)
    try {
      await write(puts)
    } catch (error) {
      await remove(puts)
      throw error
    } finally {
      await rm(journal)
    }
    return { status: 200, body: {} }
  }

  async function transact(body: Buffer): Promise<Answer> {
    if (body.length > 4 * mostBytes) return refused('ValidationException', 'the transaction is too large')
    const asked = transaction.safeParse(JSON.parse(body.toString('utf8')))
    if (!asked.success) return refused('ValidationException', asked.error.message)
    const puts = asked.data.TransactItems.map(({ Put }) => Put)
    const keys = new Set(puts.map((each) => JSON.stringify([each.TableName, keyOf(each)])))
    if (keys.size < puts.length)
      return refused('ValidationException', 'a transaction cannot name one item twice')
    if (Buffer.byteLength(JSON.stringify(puts.map(({ Item }) => Item))) > 2 * mostBytes)
      return refused('ValidationException', 'the transaction is too large')
    return await gate.alone(() => commit(puts))
  }

  return {
    /** Ends what was cut short. */
    async mend(): Promise<void> {
      const noted = await readFile(journal, 'utf8').catch(() => undefined)
      if (noted === undefined) return
      await write(z.array(put).parse(JSON.parse(noted)))
      await rm(journal)
    },

    /** Lets dynalite answer what it knows, and answers transactions. */
    async pass(
      headers: IncomingHttpHeaders,
      response: ServerResponse,
      body: Buffer,
      answer: () => void,
    ): Promise<void> {
      if (headers['x-amz-target'] !== 'DynamoDB_20120810.TransactWriteItems')
        return await gate.beside(async () => {
          const done = answered(response)
          answer()
          await done
        })
      const { status, body: said } = await transact(body)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(JSON.stringify(said))
    },
  }
}

export type Transactions = ReturnType<typeof createTransactions>
