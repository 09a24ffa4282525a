import type { Translate } from '../words.tsx'
import type { Part } from './content.ts'

/** What a part is called. */
export const partName = (t: Translate, part: Part): string =>
  part === 'shared' ? t('drafts.shared') : t(`languages.${part}`)

/** Its words have a language; those that languages share are the desk's. */
export const langOf = (part: Part): string | undefined => (part === 'shared' ? undefined : part)
