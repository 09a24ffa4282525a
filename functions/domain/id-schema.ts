import * as z from 'zod'
import { idLength, idPattern } from './id.ts'
import { says } from './rules.ts'

/** What a client chooses as the id of an article, a file, a payee, a royalty. */
export const id = z.string().regex(new RegExp(`^${idPattern}$`, 'u'), {
  error: says('form_id', { length: idLength }),
})
