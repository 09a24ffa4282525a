import * as z from 'zod'

/** Another system, from which content was brought: `sharepoint`, `wordpress`, `nukeviet`; `sample` for content to try. */
export const sourceSystem = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/u)

/** By which a system knows one of its items, as whoever imports spells it: the same item always in the same way. */
export const sourceKey = z.string().min(1).max(500)
