import type { MiddlewareHandler } from 'hono'
import type * as z from 'zod'
import type { Words } from './openapi/types.ts'

/** What no schema that runs says of a route. Everything else of its description is read from its other middleware. */
export interface Description {
  /** Its name, under which its words stand in `locales/{vi,en}/api.json`. */
  id: keyof Words['operations']
  tag: keyof Words['tags']
  /** What it answers as JSON. */
  answer?: z.ZodType
  /** Media types of the files that it may answer instead. */
  files?: readonly string[]
  /** It needs a precondition: `put` creates (If-None-Match: *) or replaces (If-Match), `change` takes what is there. */
  writes?: 'put' | 'change'
  /** It needs no precondition, and obeys one that is sent. */
  mayKnow?: true
  /** Whoever has the very answer, and names its ETag in If-None-Match, is told so: 304. */
  kept?: true
  /** It answers 204, and no body. */
  empty?: true
  /** It makes something for each Idempotency-Key, which it needs, and answers 201 alone. */
  makes?: true
  /** Its answer carries an ETag; what `writes` always does. */
  tagged?: boolean
  /** Refusals of its own, beside those that follow from its schemas, its precondition and its guard. */
  refuses?: readonly (404 | 409)[]
  /** A body that it accepts. */
  example?: unknown
}

const descriptions = new WeakMap<object, Description>()

/** Says what a route is for, beside its handler. It lets every request pass: only the API's description reads it. */
export function describe(description: Description): MiddlewareHandler {
  const middleware: MiddlewareHandler = (_, next) => next()
  descriptions.set(middleware, description)
  return middleware
}

/** What a middleware of `describe` says; nothing of any other. */
export function descriptionOf(middleware: object): Description | undefined {
  return descriptions.get(middleware)
}

const named = new Map<string, z.ZodType>()

/** Gives an answer a name among the components of the API's description; what has none is written where it is used. */
export function component<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  named.set(name, schema)
  return schema
}

export const namedAnswers: ReadonlyMap<string, z.ZodType> = named
