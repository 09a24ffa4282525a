import * as z from 'zod'
import { says } from './rules.ts'

/** From 1900, so that a slip of the year shows, to the last year that keeps four digits, so that moments sort as text. */
const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(10_000, 0, 1) - 1

/** A moment with its offset; kept and answered in UTC (`2019-07-15T08:00:00.000Z`). */
export const instant = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: says('form_moment'),
  })
  // The pattern lets through what is no moment: a leap second, an offset of 99 hours.
  .refine((text) => Date.parse(text) >= earliest && Date.parse(text) <= latest, {
    abort: true,
    error: says('no_such_moment'),
  })
  .overwrite((text) => new Date(text).toISOString())

/** `2026-12-01T08:00` or with seconds: what has no offset is of the clock in Vietnam. */
const onTheWall = /^(?<minutes>.{16})(?<seconds>:[\d.]+)?$/u

/**
 * A moment as an editor plans it: by the clock on the wall (`2026-12-01T08:00`, in Vietnam), or with an offset. Kept and
 * answered in UTC.
 */
export const plannedInstant = z.iso
  .datetime({
    offset: true,
    local: true,
    abort: true,
    error: says('form_planned'),
  })
  .overwrite((text) => text.replace(onTheWall, (_, minutes, seconds = ':00') => `${minutes}${seconds}+07:00`))
  .pipe(instant)

/** A calendar day, `2019-07-11`. */
export const day = z.iso
  .date({ error: says('no_such_day'), abort: true })
  .refine((text) => text >= '1900', { error: says('day_out_of_range') })

/** A month of the local calendar, `2019-07`. */
export const month = z.string().regex(/^(?:19|[2-9]\d)\d{2}-(0[1-9]|1[0-2])$/u, { error: says('form_month') })
