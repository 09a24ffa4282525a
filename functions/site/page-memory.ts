import type { LambdaContext } from 'hono/aws-lambda'
import type { HttpEvent } from '../http/lambda.ts'
import { logRequest } from '../http/request-log.ts'
import { type AskDatabase, isSameOutput } from '../store/dynamodb-wire.ts'

interface Answer {
  statusCode: number
  headers?: Record<string, unknown>
  body?: string
}

/** A question to the database, and what it answered: both as they travelled. */
interface Asked {
  operation: Parameters<AskDatabase>[0]
  input: string
  output: string
}

interface Kept {
  asked: readonly Asked[]
  answer: Answer
  bytes: number
}

/** What is made now, and of what; `undefined` once it is to be forgotten. */
interface Making {
  asked: Asked[] | undefined
  /** Questions that were asked already to see whether the page is the same. */
  known: Map<string, Promise<string>>
}

const nameOf = (operation: string, input: string) => `${operation} ${input}`

/**
 * Makes no page again that would be the same. A page is made of its address and of what the database answers: when it is
 * asked for again, the same questions are asked, and where their answers are the same, so is the page. So
 * nothing here can be out of date; what it saves is all but the questions.
 * @param ask asks the database
 * @param mostBytes of pages and answers that are kept, those asked for last
 */
export function createPageMemory(ask: AskDatabase, mostBytes = 16_000_000) {
  const pages = new Map<string, Kept>()
  let bytes = 0
  /** Lambda gives an instance one event at a time; should there be more, nothing is kept of them. */
  let underWay = 0
  let making: Making | undefined

  function forget(address: string): void {
    bytes -= pages.get(address)?.bytes ?? 0
    pages.delete(address)
  }

  function keep(address: string, answer: Answer, asked: readonly Asked[]): void {
    const texts = asked.flatMap(({ input, output }) => [input, output])
    const size = [address, answer.body ?? '', ...texts].reduce((sum, text) => sum + 2 * text.length, 0)
    forget(address)
    pages.set(address, { asked, answer, bytes: size })
    bytes += size
    for (const [oldest] of pages) {
      if (bytes <= mostBytes) return
      forget(oldest)
    }
  }

  /** The page as it was, if nothing that it was made of has changed. */
  async function again(address: string, now: Making, start: number): Promise<Answer | undefined> {
    const kept = pages.get(address)
    if (!kept) return undefined
    const outputs = kept.asked.map(({ operation, input }) => {
      const output = ask(operation, input)
      now.known.set(nameOf(operation, input), output)
      return output
    })
    // Where the database does not answer, the door meets the same failure, and says so.
    const answered = await Promise.all(outputs).catch(() => [])
    if (!kept.asked.every(({ output }, at) => isSameOutput(output, answered[at] ?? ''))) return undefined
    const milliseconds = performance.now() - start
    // Those asked for last are kept longest.
    pages.delete(address)
    pages.set(address, kept)
    const cost = `db;dur=${milliseconds.toFixed(1)};desc="${outputs.length} requests"`
    return { ...kept.answer, headers: { ...kept.answer.headers, 'server-timing': cost } }
  }

  return {
    /** Asks the database, for the page that is made now. */
    ask: (async (operation, input) => {
      const now = making
      const output = await (now?.known.get(nameOf(operation, input)) ?? ask(operation, input))
      now?.asked?.push({ operation, input, output })
      return output
    }) satisfies AskDatabase,

    /** The time, for the page that is made now: it will be another one when it is made again. */
    clock(): number {
      if (making) making.asked = undefined
      return Date.now()
    },

    /** The same door, with a memory. */
    remember(door: (event: HttpEvent, context?: LambdaContext) => Promise<Answer>) {
      return async (event: HttpEvent, context?: LambdaContext): Promise<Answer> => {
        const start = performance.now()
        const method = event.requestContext?.http?.method ?? ''
        const path = event.rawPath ?? ''
        const address = [path, event.rawQueryString, event.headers?.['if-none-match']].join('\n')
        if (method !== 'GET' || underWay > 0) return await door(event, context)
        underWay += 1
        const now: Making = { asked: [], known: new Map() }
        try {
          const same = await again(address, now, start)
          if (same) {
            const requestId = event.requestContext?.requestId ?? crypto.randomUUID()
            logRequest({ requestId, method, path, status: same.statusCode, start })
            return same
          }
          making = now
          const answer = await door(event, context)
          if (answer.statusCode < 400 && now.asked && now.asked.length > 0) keep(address, answer, now.asked)
          else forget(address)
          return answer
        } finally {
          making = undefined
          underWay -= 1
        }
      }
    },
  }
}
