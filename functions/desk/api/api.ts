import type { Locale } from '../../domain/locale.ts'
import { tellReached, tellUnreached } from '../offline/connection.ts'
import { DeskFailure } from '../session/failure.ts'
import type { Session, SignableInit } from '../session/session.ts'
import { tellSession } from '../session/session-events.ts'
import { type Problem, Refusal } from './refusal.ts'

export interface Answer<T> {
  data: T
  /** Entity tag, as the next change names it. */
  tag: string | undefined
}

export interface Read<T> {
  signal?: AbortSignal
  /** What was answered before: it is answered again where nothing has changed since. */
  known?: Answer<T> | undefined
}

export interface Write {
  method: 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Entity tag of what is changed. */
  match?: string | undefined
  /** Nothing may be there yet. */
  absent?: boolean
  /** By which a request that comes again is known. @default a new one */
  key?: string
  /** Goes on when the page is left; at most 64 kB. */
  keepalive?: boolean
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer
}

/**
 * The editors' API as this window asks it. Throws `Refusal` where the API says no, and `DeskFailure` where it was not
 * reached, failed, or knows nobody by these credentials.
 */
export function createApi(session: Pick<Session, 'fetch'>, locale: () => Locale) {
  async function send(path: string, init: SignableInit): Promise<Response> {
    try {
      const response = await session.fetch(path, init)
      tellReached()
      return response
    } catch (error) {
      if (error instanceof DeskFailure) (error.code === 'offline' ? tellUnreached : tellReached)()
      // Whatever was asked for, the person has to sign in before anything else.
      if (error instanceof DeskFailure && error.code === 'signed_out') tellSession('ended')
      throw error
    }
  }

  function refuse(path: string, response: Response, answer: unknown): never {
    if (response.status < 500 && isProblem(answer)) throw new Refusal(response.status, answer)
    throw new DeskFailure('outage', `${path}: ${response.status}`)
  }

  async function ask<T>(path: string, init: SignableInit, known?: Answer<T>): Promise<Answer<T>> {
    const headers = {
      ...init.headers,
      'accept-language': locale(),
      ...(known?.tag && { 'if-none-match': known.tag }),
    }
    const response = await send(path, { ...init, headers })
    if (known && response.status === 304) return known
    const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
    // The API and the desk are deployed together; what it answers is described in one place, and tested against it.
    if (response.ok) return { data: answer as T, tag: response.headers.get('etag') ?? undefined }
    return refuse(path, response, answer)
  }

  return {
    async read<T>(path: string, { signal, known }: Read<T> = {}): Promise<Answer<T>> {
      return await ask<T>(path, signal ? { signal } : {}, known)
    },

    /** A file, to be given to the person: nothing is kept of it. */
    async file(path: string): Promise<Blob> {
      const response = await send(path, { headers: { 'accept-language': locale() } })
      if (response.ok) return await response.blob()
      return refuse(path, response, await response.json().catch(() => undefined))
    },

    async write<T>(
      path: string,
      { method, body, match, absent, key = crypto.randomUUID(), keepalive = false }: Write,
    ): Promise<Answer<T>> {
      const init = {
        method,
        keepalive,
        headers: {
          'idempotency-key': key,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(match && { 'if-match': match }),
          ...(absent && { 'if-none-match': '*' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }
      try {
        return await ask<T>(path, init)
      } catch (error) {
        if (!(error instanceof DeskFailure) || error.code !== 'offline') throw error
        throw new DeskFailure('offline', error.message, { cause: error, isWrite: true })
      }
    },
  }
}

export type Api = ReturnType<typeof createApi>
