import vm from 'node:vm'
import * as z from 'zod'

/** A header, cookie or query parameter in CloudFront's event format. */
interface EventValue {
  value: string
  multiValue?: { value: string }[]
}

/** Milliseconds, for one run. */
const limit = 50
const maxTurns = 20
/** How often a sandbox is used. */
const maxRuns = 1_000

/** What a viewer-request function is given, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
export interface ViewerRequestEvent {
  version: '1.0'
  context: {
    distributionDomainName: string
    distributionId: string
    eventType: 'viewer-request'
    requestId: string
  }
  viewer: { ip: string }
  request: {
    method: string
    uri: string
    querystring: Record<string, EventValue>
    headers: Record<string, EventValue>
    cookies: Record<string, EventValue>
  }
}

const values = z.record(z.string(), z.object({ value: z.string() })).default({})
const body = z.union([z.string(), z.object({ encoding: z.enum(['text', 'base64']), data: z.string() })])
const generatedResponse = z.object({
  statusCode: z.int().min(200).max(599),
  headers: values,
  body: body.optional(),
})
const changedRequest = z.object({ uri: z.string().startsWith('/'), querystring: values, headers: values })

export type GeneratedResponse = z.infer<typeof generatedResponse>
export type ChangedRequest = z.infer<typeof changedRequest>

export type ViewerRequestFunction = (event: ViewerRequestEvent) => GeneratedResponse | ChangedRequest

/**
 * Makes a function of a CloudFront Function's source. It sees the language and nothing else: no Node, no eval, and text
 * instead of objects at the border, so that it cannot reach out through a prototype. Throws what the function throws.
 */
export function createFunction(source: string): ViewerRequestFunction {
  // In a scope of its own, so that what one run declares is not there in the next.
  const script = new vm.Script(`(() => {${source}\n;return JSON.stringify(handler(JSON.parse(event)))})()`, {
    filename: 'viewer-request.js',
  })
  let sandbox = createSandbox()

  function runOnce(event: string): unknown {
    // A context takes 250 kB that V8 does not hurry to free: one for each request came to gigabytes.
    if (sandbox.runs === maxRuns) sandbox = createSandbox()
    sandbox.runs += 1
    sandbox.globals.event = event
    return script.runInContext(sandbox.context, { timeout: limit })
  }

  return function run(event) {
    const text = JSON.stringify(event)
    const result: unknown = JSON.parse(String(whenNotStarved(() => runOnce(text))))
    return z.union([generatedResponse, changedRequest]).parse(result)
  }
}

function createSandbox() {
  const globals: { event?: string } = Object.create(null)
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  return { globals, context, runs: 0 }
}

/** The sandbox stops by the clock, but a function's limit is of its own work: on a busy machine it gets another turn. */
function whenNotStarved<T>(run: () => T): T {
  for (let turn = 1; ; turn += 1) {
    const before = process.threadCpuUsage()
    try {
      return run()
    } catch (error) {
      const { user, system } = process.threadCpuUsage(before)
      const isStarved = isTimeout(error) && (user + system) / 1000 < limit * 0.8
      if (!isStarved || turn === maxTurns) throw error
    }
  }
}

/** The error is one of the sandbox's realm, so it is no `instanceof Error` here. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  )
}
