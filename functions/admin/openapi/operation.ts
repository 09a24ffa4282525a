import type * as z from 'zod'
import type { Words } from './types.ts'

/** What no schema that runs says of a route. Everything else of its description is read from its middleware. */
export interface Operation {
  /** Its name, under which its words stand in `locales/{vi,en}/api.json`. */
  id: keyof Words['operations']
  tag: keyof Words['tags']
  /** What it answers as JSON. */
  answer?: z.ZodType
  /** Media types of the files that it may answer instead. */
  files?: readonly string[]
  /** It needs a precondition: `put` creates (If-None-Match: *) or replaces (If-Match), `change` takes what is there. */
  writes?: 'put' | 'change'
  /** It makes something for each Idempotency-Key, which it needs, and answers 201 alone. */
  makes?: true
  /** Its answer carries an ETag; what `writes` always does. */
  tagged?: boolean
  /** Refusals of its own, beside those that follow from its schemas, its precondition and its guard. */
  refuses?: readonly (404 | 409)[]
  /** A body that it accepts. */
  example?: unknown
}

/** By method and path, as the app names them: `GET /articles/:id`. */
export type Operations = Record<string, Operation>
