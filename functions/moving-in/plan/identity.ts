import { createHash } from 'node:crypto'
import { inVietnam } from '../../domain/dates.ts'
import { idFromDigest } from '../../domain/id.ts'
import { fold } from '../../domain/text.ts'

const digestOf = (parts: readonly unknown[]) => createHash('sha256').update(parts.join('\n')).digest()

/** What makes two texts without ids and addresses the same article of one run: title and moment (UTC). */
export const titleAndMoment = (title: string, at = '') => `${at}/${fold(title)}`

/** By what such a text is known for good: the name of its file too, in whatever folder it lies, for another run may hold another one. */
export const knownByText = (title: string, at: string | undefined, file: string) =>
  `${titleAndMoment(title, at)}/${nameOf(file)}`

export const nameOf = (path: string) => path.split('/').at(-1) ?? path

/**
 * The id that the importer of before gave a page that was saved as text; `namesake` counts those of one title and moment
 * from 0.
 */
export function formerIdOf(title: string, at: string, namesake: number): string {
  const parts = ['sharepoint', fold(title), inVietnam(at), ...(namesake > 0 ? [namesake] : [])]
  return idFromDigest(digestOf(parts))
}

export const digest = (parts: unknown): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** The words of a text, for telling whether two say the same; markup and blanks say nothing. */
export const wordsDigest = (text: string): string =>
  createHash('sha256')
    .update(fold(text.replaceAll(/<[^>]*>|&#?\w+;/gu, ' ')).replaceAll(/[^\p{L}\p{N}]+/gu, ''))
    .digest('base64')
    .slice(0, 16)
