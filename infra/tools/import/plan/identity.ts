import { createHash } from 'node:crypto'
import { inVietnam } from '../../../../functions/domain/dates.ts'
import { idFromDigest } from '../../../../functions/domain/id.ts'
import { fold } from '../../../../functions/domain/text.ts'

const digestOf = (parts: readonly unknown[]) => createHash('sha256').update(parts.join('\n')).digest()

/** The same item of the same list always gets the same id, so that it is found again whatever file it comes from. */
export const idOfItem = (system: string, key: string) => idFromDigest(digestOf(['import', system, key]))

/** What has no id of its own is known again by its title and moment, as saved pages always were. */
export const idOfText = (title: string, publishedAt: string | undefined) =>
  idFromDigest(digestOf(['sharepoint', fold(title), publishedAt === undefined ? '' : inVietnam(publishedAt)]))

export const digest = (parts: unknown): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** The words of a text, for telling whether two say the same; markup and blanks say nothing. */
export const wordsDigest = (text: string): string =>
  createHash('sha256')
    .update(fold(text.replaceAll(/<[^>]*>|&#?\w+;/gu, ' ')).replaceAll(/[^\p{L}\p{N}]+/gu, ''))
    .digest('base64')
    .slice(0, 16)
