import * as z from 'zod'

/**
 * What an editor is told of in a document that is taken: what it does or fetches when it is opened, and what goes along unseen.
 * Each code has words in every language (`locales/<locale>/media.json`, `warnings.<code>`).
 */
export const fileWarningCodes = [
  /** JavaScript, an add-in, or an event that starts a program. */
  'script',
  /** Fields to fill in. A signature is none. */
  'form',
  /** Content, data or a file of another place. A link is none. */
  'external_reference',
  /** A file within it that can be taken out: a workbook behind a chart, an attachment. */
  'embedded_file',
] as const

export const fileWarning = z.enum(fileWarningCodes)
export type FileWarning = z.infer<typeof fileWarning>

/** In the order of the codes, each once. */
export function orderedWarnings(found: ReadonlySet<FileWarning>): FileWarning[] {
  return fileWarningCodes.filter((code) => found.has(code))
}
