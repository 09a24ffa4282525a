import * as z from 'zod'
import { id as articleId } from '../id-schema.ts'
import { says } from '../rules.ts'
import { line, lines } from '../text-schemas.ts'

/** Days for which a message is kept, and a count of votes after its last one: the privacy page says so. */
export const feedbackKept = 180

/** What a message is about. What is said of `accessibility` is entered in a public register by editors. */
export const topics = ['question', 'correction', 'accessibility', 'other'] as const

/** Whether an article was useful to whoever read it. */
export const usefulness = z.enum(['yes', 'no'])
export type Usefulness = z.infer<typeof usefulness>

/** Characters of a message: a letter of two pages. */
export const longestMessage = 4000

/** An empty field of a form says nothing. */
const given = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional())

/**
 * What a form of the site sends. `website` is a trap: people do not see the field, and what fills it is no person. Everything but
 * a vote or a text may be left out.
 */
export const feedbackInput = z
  .object({
    about: given(articleId),
    topic: given(z.enum(topics)),
    useful: given(usefulness),
    text: lines(longestMessage).default(''),
    name: given(line(120)),
    email: given(z.email().max(254)),
    website: z.string().default(''),
  })
  .refine(({ text, useful }) => text !== '' || useful !== undefined, {
    error: says('required', { wanted: 'text' }),
    path: ['text'],
  })
export type FeedbackInput = z.infer<typeof feedbackInput>

/** How far a message has come: nobody has answered it; somebody has, or it needs no answer. */
export const feedbackStates = ['open', 'done'] as const

/** A message as editors see it. Who answered it, when and how stands beside it; `at` is a UTC instant. */
export const feedback = z.object({
  id: z.string(),
  /** One more with each answer. */
  number: z.int().min(1),
  at: z.string(),
  state: z.enum(feedbackStates),
  locale: z.string(),
  about: z.string().optional(),
  topic: z.enum(topics).optional(),
  useful: usefulness.optional(),
  text: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  note: z.string().optional(),
  answered: z.object({ by: z.string(), name: z.string(), at: z.string() }).optional(),
})
export type Feedback = z.infer<typeof feedback>

/**
 * What an editor notes of a message: what was answered, or why nothing has to be. `number`: of the message as they know it, so
 * that nobody writes over what another one noted.
 */
export const answerInput = z.strictObject({
  number: z.int().min(1),
  state: z.enum(feedbackStates),
  note: lines(2000).default(''),
})
export type AnswerInput = z.infer<typeof answerInput>

/** `2026-11-27-0042`: the day, and a place of that day. */
export const feedbackId = z.string().regex(/^\d{4}-\d{2}-\d{2}-\d{4}$/u, { error: says('form_unknown') })

/** How useful readers found an article. */
export const votes = z.object({ article: z.string(), yes: z.int().min(0), no: z.int().min(0) })
export type Votes = z.infer<typeof votes>
