export interface OriginRequest {
  method: 'GET' | 'HEAD' | 'POST'
  /** As the viewer sent it: percent-encoded, never decoded on the way. */
  path: string
  /** Sorted, without the question mark; empty when there is none. */
  query: string
  /** Names in lower case. */
  headers: Record<string, string>
  body?: Uint8Array
}

export interface OriginResponse {
  status: number
  headers: Record<string, string>
  /** Set-Cookie lines, for origins that have them apart. No cookie passes the edge. */
  cookies?: string[]
  body: Uint8Array
}

/** Where pages come from. Throwing means that the origin is down. */
export type Origin = (request: OriginRequest) => Promise<OriginResponse>

/** What is kept of an origin's response, fit to be shown to any viewer. */
export interface Answer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: Uint8Array
  tags: readonly string[]
  /** The compressed forms, made when first asked for. */
  variants: Map<string, Promise<Uint8Array>>
}

/** The origin could not be asked; `status` is what the viewer is told. */
export class OriginError extends Error {
  readonly status: 502 | 504
  constructor(status: 502 | 504, cause: unknown) {
    super(status === 504 ? 'the origin took too long' : 'the origin failed', { cause })
    this.status = status
  }
}

/** Asks an origin, no longer than `timeout` milliseconds. Throws an OriginError, and nothing else. */
export async function ask(origin: Origin, request: OriginRequest, timeout: number): Promise<OriginResponse> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new OriginError(504, undefined)), timeout)
  try {
    return await Promise.race([origin(request), late.promise])
  } catch (error) {
    throw error instanceof OriginError ? error : new OriginError(502, error)
  } finally {
    clearTimeout(timer)
  }
}
