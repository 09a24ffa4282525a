/** @jsxImportSource react */
import { dateline } from '../../domain/dates.ts'
import { useWords } from '../words.tsx'

/** A moment with its day and hour, in Vietnam: what all texts have in common is never said in passing. */
export function ExactMoment({ at }: { at: string }) {
  const { locale } = useWords()
  return <time dateTime={at}>{dateline(at, locale)}</time>
}
