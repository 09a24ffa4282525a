import * as z from 'zod'

/**
 * What does not come along from a Word file. Listed, too, is what comes along otherwise than Word shows it: the text of a text
 * box stands after the paragraph that it was beside, words in a font of signs or in capitals by their format as they were typed.
 * Each code has words in every language (`locales/<locale>/body.json`, `leftOut.<code>`).
 */
export const leftOutKinds = [
  'external_picture',
  'picture',
  'cropped_picture',
  'link',
  'comments',
  'tracked_change',
  'hidden_text',
  'placeholder',
  'text_box',
  'equation',
  'sign',
  'sign_font',
  'capitals',
  'embedded_object',
  'header_footer',
  'letterhead',
  'table_of_contents',
] as const

export const leftOutKind = z.enum(leftOutKinds)
export type LeftOutKind = z.infer<typeof leftOutKind>

/** How often it was met; `detail` is the first one's address, format or words. */
export const leftOut = z.object({ what: leftOutKind, count: z.int(), detail: z.string().optional() })

/** The same, said to whoever brought the file. */
export const leftOutNote = leftOut.extend({ message: z.string() })
