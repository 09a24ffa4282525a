import { readConfig } from './config.ts'
import { DeskFailure, reach } from './failure.ts'
import { createSession, type Session } from './session.ts'

/** By how much the server's clock is ahead of this one: AWS refuses what is signed by a clock more than five minutes off. */
export function skewOf({ headers }: Response, now: number): number {
  const sent = Date.parse(headers.get('date') ?? '')
  // A kept answer has the date of when it was made.
  const age = Number(headers.get('age') ?? 0) * 1000
  return Number.isNaN(sent + age) ? 0 : sent + age - now
}

/** Reads what the desk belongs to, and begins a session. `page` is the desk's own address. */
export async function openSession(page: string): Promise<Session> {
  const ask = () => fetch(`${page}config.json`, { cache: 'no-store' })
  const response = await reach(ask)
  let skew = skewOf(response, Date.now())
  // What was kept for lack of a network does not tell the time.
  if (!response.headers.has('date'))
    addEventListener('online', () => {
      void ask().then(
        (answer) => {
          skew = skewOf(answer, Date.now())
        },
        () => undefined,
      )
    })
  const data = readConfig(await response.json().catch(() => undefined))
  if (!data) throw new DeskFailure('outage', `config.json cannot be read (${response.status})`)
  return createSession(data, {
    page,
    storage: sessionStorage,
    now: () => Date.now() + skew,
  })
}
