import * as z from 'zod'
import { day, instant } from '../date-schemas.ts'
import { AppError } from '../errors.ts'
import { locale } from '../locale-schemas.ts'
import { refusal } from '../rules.ts'
import { sectionId } from '../settings/settings.ts'
import { shapeOf } from '../shape.ts'
import { line, lines } from '../text-schemas.ts'
import { articleId } from './fields.ts'

/** What is to be written, by whom and for when: a place in the calendar without a text. */
export const slotInput = z.strictObject({
  /** What it is to tell of; it becomes the title of the article. */
  what: line(255),
  /** A day of Vietnam. */
  on: day,
  /** Principal of whoever is to write it. */
  who: z.string().max(200).optional(),
  section: sectionId,
  locale,
  note: lines(1000).optional(),
})
export type SlotInput = z.infer<typeof slotInput>

export const slot = shapeOf(
  z.object({
    ...slotInput.shape,
    id: articleId,
    createdBy: z.string(),
    /** The article that it has become. */
    article: articleId.optional(),
    /** It is not to be written any more. */
    dropped: z.object({ by: z.string(), at: instant }).optional(),
  }),
)
export type Slot = z.infer<typeof slot>

/** Whether it still waits for somebody to write it. */
export const isOpenSlot = ({ article, dropped }: Slot) => article === undefined && dropped === undefined

/** Refuses to go on with what has become an article, or was dropped. */
function requireOpen({ article, dropped }: Slot): void {
  if (article) throw new AppError('conflict', refusal('slot_begun', { id: article }))
  if (dropped) throw new AppError('conflict', refusal('slot_dropped'))
}

/** Plans it, or plans it in another way. */
export function writeSlot(id: string, previous: Slot | undefined, input: SlotInput, by: string): Slot {
  if (previous) requireOpen(previous)
  return { ...input, id, createdBy: previous?.createdBy ?? by }
}

export function dropSlot(previous: Slot, by: string, at: string): Slot {
  requireOpen(previous)
  return { ...previous, dropped: { by, at } }
}

/** Becomes an article: which one is decided once. */
export function beginSlot(previous: Slot, article: string): Slot {
  if (previous.article === article) return previous
  requireOpen(previous)
  return { ...previous, article }
}
