/** @jsxImportSource react */
import type { Locale } from '../../domain/locale.ts'
import { useWords } from '../words.tsx'
import { openAt } from './open-at.ts'
import { useNotes } from './use-notes.ts'

/** That notes about a text wait, where it is to come nearer to readers: said, and no reason not to go on. */
export function StillOpen({ article, text }: { article: string; text: Locale }) {
  const { t } = useWords()
  const count = openAt(useNotes(article, true).data?.data.notes, text)
  return count > 0 ? <p>{t('notes.still_open', { count })}</p> : null
}
