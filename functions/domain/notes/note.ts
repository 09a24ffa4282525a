import * as z from 'zod'
import { articleId } from '../article/fields.ts'
import { articlePart } from '../article/working-copy.ts'
import { instant } from '../date-schemas.ts'
import { id } from '../id-schema.ts'
import { principal } from '../people/staff.ts'
import { says } from '../rules.ts'
import { shapeOf } from '../shape.ts'
import { lines } from '../text-schemas.ts'
import { longestAnchor } from './anchor.ts'
import { most, noteFields } from './bounds.ts'

const words = lines(most.words).min(1, { error: says('empty') })
const mentions = z.array(principal).max(most.mentions).default([])

const anchor = z.strictObject({
  words: z.string().max(longestAnchor),
  at: z.int().min(0).max(100_000),
  before: z.string().max(longestAnchor).optional(),
  after: z.string().max(longestAnchor).optional(),
})

/** What is said in a note: its words, and the colleagues whom they name. */
export const saidInput = z.strictObject({ words, mentions })
export type SaidInput = z.infer<typeof saidInput>

/** Where a note stands, and what it says: at a field, at a block of a body, or at the whole of a part. */
export const noteInput = z
  .strictObject({
    part: articlePart,
    field: z.enum(noteFields).optional(),
    block: anchor.optional(),
    ...saidInput.shape,
  })
  .refine(({ block, field, part }) => !block || (field === 'body' && part !== 'shared'), {
    path: ['block'],
    error: says('note_block'),
  })
export type NoteInput = z.infer<typeof noteInput>

/** One thing that somebody said. `changedIn`: number of the revision that changed it last. */
const entry = z.object({
  id,
  by: z.string(),
  at: instant,
  words: z.string(),
  mentions: z.array(z.string()),
  corrected: instant.optional(),
  takenBack: instant.optional(),
  changedIn: z.int(),
})

const noteRule = z.object({
  id,
  part: articlePart,
  field: z.enum(noteFields).optional(),
  block: z.object(anchor.shape).optional(),
  /** What was said, in its order; the first is the note itself, under its id. */
  entries: z.array(entry),
  resolved: z.object({ by: z.string(), at: instant }).optional(),
  changedIn: z.int(),
})

/** All notes of an article. They are said beside it, so nothing of it follows from them: no approval ends, no reader gets them. */
export const notes = shapeOf(z.object({ article: articleId, notes: z.array(noteRule) }))
export type Notes = z.infer<typeof notes>
export type Note = Notes['notes'][number]
export type NoteEntry = Note['entries'][number]

export const noNotes = (article: string): Notes => ({ article, notes: [] })
