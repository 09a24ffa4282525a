import * as z from 'zod'
import { idPattern } from '../domain/id.ts'

const mostIds = 100

/** Ids divided by commas, each once: only these are listed, in this order, on one page. */
export const someIds = z
  .string()
  .regex(new RegExp(`^${idPattern}(?:,${idPattern}){0,${mostIds - 1}}$`, 'u'), {
    error: `must be 1 to ${mostIds} ids, divided by commas`,
  })
  .transform((text) => [...new Set(text.split(','))])
