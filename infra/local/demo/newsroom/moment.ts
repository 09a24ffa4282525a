import * as z from 'zod'
import { dayOf } from '../../../../functions/domain/dates.ts'

const dayMilliseconds = 86_400_000

/** So many days after the first start, that day itself is 0: whenever a machine is new, what is planned on it is to come. */
export const inDays = z.int().min(0).max(60)

/** A day of Vietnam. */
export const dayIn = (days: number, now: Date): string =>
  dayOf(new Date(now.getTime() + days * dayMilliseconds).toISOString())

/** A time of day in Vietnam, on a day after the first start. */
export const moment = z.strictObject({ inDays: inDays.min(1), at: z.string().regex(/^\d\d:\d\d$/u) })
export type Moment = z.infer<typeof moment>

export const instantOf = ({ inDays: days, at }: Moment, now: Date): string =>
  `${dayIn(days, now)}T${at}:00+07:00`
