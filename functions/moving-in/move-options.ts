import * as z from 'zod'
import { line } from '../domain/text-schemas.ts'
import { mapping, type PlanOptions } from './plan/options.ts'

/** What people decide of a move at the desk: the options of the command, by the same names. */
export const moveOptions = z.strictObject({
  mapping: z.strictObject({ ...mapping.shape, columnFacts: z.unknown().optional() }).optional(),
  section: line(255).optional(),
  list: line(255).optional(),
  site: z.url({ protocol: /^https?$/u, hostname: z.regexes.domain }).optional(),
  dates: z.enum(['dmy', 'mdy']).optional(),
  clock: z.enum(['utc', 'site']).optional(),
  history: z.enum(['all', 'last']).optional(),
})
export type MoveOptions = z.infer<typeof moveOptions>

/** Lists are known by their ids in small letters, without braces. */
export const listId = (given: string) => given.replace(/[{}]/gu, '').toLowerCase()

/** @param now milliseconds since 1970 */
export function planOptionsOf(options: MoveOptions, now: number): PlanOptions {
  const { mapping: told, section, list, dates, clock, history = 'all' } = options
  const { columnFacts: _, ...rest } = told ?? {}
  return {
    mapping: mapping.parse(rest),
    ...(section !== undefined && { section }),
    ...(list !== undefined && { list: listId(list) }),
    ...(dates && { order: dates }),
    ...(clock && { clock }),
    history,
    now,
  }
}
