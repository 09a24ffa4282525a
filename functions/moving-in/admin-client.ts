import * as z from 'zod'

/** By what a reason is known in every language. */
const named = { rule: z.string().optional(), params: z.record(z.string(), z.unknown()).optional() }

/** What the API says of what it refuses. */
const problem = z.object({
  detail: z.string(),
  ...named,
  errors: z.array(z.object({ field: z.string(), message: z.string(), ...named })).optional(),
})

const takenIn = z.object({
  results: z.array(
    z.object({
      key: z.string().optional(),
      outcome: z.enum(['created', 'updated', 'unchanged', 'edited', 'refused']),
      id: z.string().optional(),
      revision: z.int().optional(),
      problem: problem.optional(),
    }),
  ),
})

export type Problem = z.infer<typeof problem>

/** The API refused. `status` tells how, the message why; the problem why by its rules, where it says so. */
export class Refused extends Error {
  readonly status: number
  readonly problem: Problem | undefined
  constructor(status: number, message: string, told?: Problem) {
    super(message)
    this.status = status
    this.problem = told
  }
}

async function refusal(response: Response): Promise<Refused> {
  const told = problem.safeParse(await response.json().catch(() => undefined))
  if (!told.success) return new Refused(response.status, `the API answered ${response.status}`)
  const { detail, errors = [] } = told.data
  const fields = errors.slice(0, 3).map(({ field, message }) => `${field}: ${message}`)
  return new Refused(response.status, errors.length > 1 ? fields.join('; ') : detail, told.data)
}

/** Sends a request to the editors' API, as somebody whom it knows. */
type Send = (
  path: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<Response>

/** The editors' API, as an importer asks it: over the network, or in the same process. */
export function createClient(ask: Send) {
  async function send(method: string, path: string, headers: Record<string, string>, body?: unknown) {
    const response = await ask(path, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw await refusal(response)
    const date = Date.parse(response.headers.get('date') ?? '')
    return {
      etag: response.headers.get('etag') ?? '',
      /** By the clock of the API, milliseconds since 1970: whether a moment is to come is for it to say. */
      now: Number.isNaN(date) ? Date.now() : date,
      body: await response.json(),
    }
  }

  return {
    get: (path: string) => send('GET', path, {}),

    /** Undefined where there is nothing. */
    async find(path: string) {
      try {
        return await send('GET', path, {})
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return undefined
        throw error
      }
    },

    create: (path: string, body: unknown) => send('PUT', path, { 'if-none-match': '*' }, body),
    replace: (path: string, etag: string, body: unknown) => send('PUT', path, { 'if-match': etag }, body),
    /** Takes in items of another system, up to 100 at once: what came of each, in their order. */
    async takeIn(items: readonly unknown[]) {
      return takenIn.parse((await send('POST', '/imports/articles', {}, { items })).body)
    },
    act: (path: string, etag: string, body: unknown = {}) => send('POST', path, { 'if-match': etag }, body),
  }
}

export type AdminClient = ReturnType<typeof createClient>
