import * as z from 'zod'
import { says } from '../rules.ts'
import { shapeOf } from '../shape.ts'
import { line, lines } from '../text-schemas.ts'

export { id as payeeId } from '../id-schema.ts'

/**
 * Somebody who is paid: apart from the byline (Tác giả), which may be a pen name or a source. Personal data (Law
 * 91/2025/QH15): seen only by those who pay, never part of an article and so never in anything public.
 */
export const payeeInput = z.strictObject({
  name: line(200),
  /** Staff of the agency, or an outside contributor (cộng tác viên), of whose payments tax may be withheld. */
  kind: z.enum(['staff', 'outside']),
  email: z.email().optional(),
  phone: line(40).optional(),
  address: line(300).optional(),
  bank: z
    .strictObject({
      name: line(200),
      branch: line(200).optional(),
      account: z.string().regex(/^[0-9A-Z]{4,34}$/u, {
        error: says('form_account'),
      }),
      holder: line(200),
    })
    .optional(),
  /** Mã số thuế: 10 digits, 13 with a branch, or the 12 of a citizen's identity number. */
  taxCode: z
    .string()
    .regex(/^(?:\d{10}(?:-?\d{3})?|\d{12})$/u, { error: says('form_tax_code') })
    .optional(),
  note: lines(1000).optional(),
  /** No longer offered when a royalty is proposed. What they were to get before is still paid. */
  retired: z.literal(true).optional(),
})
export const payee = shapeOf(payeeInput)
export type Payee = z.infer<typeof payee>
