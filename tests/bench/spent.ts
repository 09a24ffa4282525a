import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'

/** What some work took: seconds of the processor by process, and requests to the database by operation. */
export interface Spent {
  seconds: ReadonlyMap<string, number>
  requests: ReadonlyMap<string, number>
}

const channel = 'http.server.request.start'

/** Of a second: what the kernel counts in. */
const ticks = 100
/** Milliseconds: an instance of a function that has nothing to do lives much longer. */
const every = 500

/** Of a process of this machine: whose child it is, and what it has used until now. Undefined where it has gone. */
function look(pid: string): { parent: number; seconds: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program, which may hold anything, ends with the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number)
    return { parent: parent ?? 0, seconds: ((user ?? 0) + (system ?? 0)) / ticks }
  } catch {
    return undefined
  }
}

/** Which function of the embedded cloud a process is an instance of. */
function functionOf(pid: string, others: string): string {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    const prefix = 'AWS_LAMBDA_FUNCTION_NAME='
    return variables.find((each) => each.startsWith(prefix))?.slice(prefix.length) ?? others
  } catch {
    return others
  }
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount)
}

const less = (after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) =>
  new Map([...after].map(([name, sum]) => [name, sum - (before.get(name) ?? 0)]))

/**
 * Watches what the embedded cloud in this process spends: wall time says little on a machine that others use too. `cloud` is
 * this process, which holds the database, the object store and the edge; `others` is what children are called that are no function.
 */
export function watchSpending(others = 'other') {
  const children = new Map<string, { name: string; seconds: number }>()
  const requests = new Map<string, number>()
  const start = process.cpuUsage()

  function count(message: unknown): void {
    const { request } = message as { request: IncomingMessage }
    const target = String(request.headers['x-amz-target'] ?? '')
    if (target.startsWith('DynamoDB_')) add(requests, target.slice(target.indexOf('.') + 1), 1)
  }
  subscribe(channel, count)

  function lookAll(): void {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
      const seen = look(pid)
      if (seen?.parent !== process.pid) continue
      children.set(pid, { name: children.get(pid)?.name ?? functionOf(pid, others), seconds: seen.seconds })
    }
  }
  const timer = setInterval(lookAll, every)

  function now(): Spent {
    lookAll()
    const { user, system } = process.cpuUsage(start)
    const seconds = new Map([['cloud', (user + system) / 1_000_000]])
    for (const { name, seconds: used } of children.values()) add(seconds, name, used)
    return { seconds, requests: new Map(requests) }
  }

  return {
    now,
    since(before: Spent): Spent {
      const after = now()
      return {
        seconds: less(after.seconds, before.seconds),
        requests: less(after.requests, before.requests),
      }
    },
    end(): void {
      clearInterval(timer)
      unsubscribe(channel, count)
    },
  }
}

const sumOf = (sums: ReadonlyMap<string, number>) => [...sums.values()].reduce((all, each) => all + each, 0)

function listOf(sums: ReadonlyMap<string, number>, share: number, digits: number): string {
  return [...sums]
    .map(([name, sum]) => ({ name, told: (sum / share).toFixed(digits) }))
    .filter(({ told }) => Number(told) > 0)
    .map(({ name, told }) => `${name} ${told}`)
    .join(', ')
}

/** In words, for so many items. */
export function describeSpent({ seconds, requests }: Spent, items: number): string {
  const perThousand = items / 1_000
  return [
    `    CPU s for 1,000: ${(sumOf(seconds) / perThousand).toFixed(1)} (${listOf(seconds, perThousand, 1)})`,
    `    requests an item: ${(sumOf(requests) / items).toFixed(2)} (${listOf(requests, items, 2)})`,
  ].join('\n')
}
