import * as z from 'zod'
import { idLength, idPattern } from './id.ts'

/** What a client chooses as the id of an article, a file, a payee, a royalty. */
export const id = z.string().regex(new RegExp(`^${idPattern}$`, 'u'), {
  error: `must be ${idLength} characters of 0-9 and a-z without i, l, o and u`,
})
