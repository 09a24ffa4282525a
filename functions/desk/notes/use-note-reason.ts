import { Refusal } from '../api/refusal.ts'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'

/** Why something could not be done with a note: mostly because somebody said something meanwhile, which is on the screen by now. */
export function useNoteReason(): (error: unknown) => string {
  const { t } = useWords()
  const reason = useReason()
  return (error) => (error instanceof Refusal && error.status === 412 ? t('notes.meanwhile') : reason(error))
}
