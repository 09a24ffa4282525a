import * as z from 'zod'
import { idPattern } from '../domain/id.ts'
import { says } from '../domain/rules.ts'

const mostIds = 100

/** Ids divided by commas, each once: only these are listed, in this order, on one page. */
export const someIds = z
  .string()
  .regex(new RegExp(`^${idPattern}(?:,${idPattern}){0,${mostIds - 1}}$`, 'u'), {
    error: says('form_ids', { max: mostIds }),
  })
  .transform((text) => [...new Set(text.split(','))])
