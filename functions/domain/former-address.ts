import * as z from 'zod'
import { lookedUp } from './lost-address.ts'
import { says } from './rules.ts'

/** An address of this site at which something stood once, as it is looked up: `/chi-tiet.aspx?id=79`. */
export const formerAddress = z
  .string()
  .max(400)
  .refine((address) => lookedUp(address) === address, { error: says('form_unknown') })
