import * as z from 'zod'
import { instant } from '../date-schemas.ts'
import { AppError, requireRight } from '../errors.ts'
import { refusal, says } from '../rules.ts'
import { line } from '../text-schemas.ts'
import { parts } from './parts.ts'

export const articlePart = z.enum(parts)

/** Bytes of the content as JSON. */
const mostBytes = 256_000
/** A text within a text: far more than any editor nests, and far less than what a stack cannot hold. */
const mostNested = 100

/** A strong entity tag of a revision, or of a part of one: `"vi:7-6c4ed9b8"`. */
const baseTag = z
  .string()
  .max(100)
  .regex(/^"[\u0021\u0023-\u007e]+"$/u, { error: says('form_entity_tag') })

/**
 * What somebody has typed and not saved yet, as it is: nothing of it is judged but its size. `base` is the tag of what they
 * began with, null for a new text; `device` tells where they typed it, `typedAt` when, by the clock of that computer.
 */
export const workingCopyInput = z.strictObject({
  base: baseTag.nullable(),
  device: line(64),
  typedAt: instant.optional(),
  content: z.record(z.string(), z.unknown()),
})
export type WorkingCopyInput = z.infer<typeof workingCopyInput>

/** Days for which a copy is kept after it was last written. */
export const keptDays = 30

/** Whether something is nested deeper than `most`. Without recursion: whoever sends it decides how deep it is. */
function isDeeper(content: unknown, most: number): boolean {
  let level: unknown[] = [content]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}

/** Refuses a copy that is larger, or nested deeper, than any text is. */
export function requireKeepable({ content }: Pick<WorkingCopyInput, 'content'>): void {
  if (isDeeper(content, mostNested))
    requireRight([{ field: 'content', message: refusal('too_deep', { max: mostNested }) }])
  const bytes = Buffer.byteLength(JSON.stringify(content))
  if (bytes <= mostBytes) return
  throw new AppError('too_large', refusal('copy_too_large', { bytes, max: mostBytes }))
}

const title = line(255)

/** By which its owner knows a copy again in a list, if it says so far. */
export function titleOf({ content }: Pick<WorkingCopyInput, 'content'>): string | undefined {
  const { data } = title.safeParse(content.title)
  return data
}
