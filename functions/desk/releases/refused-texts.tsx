/** @jsxImportSource react */
import type { ReleaseMember } from '../../domain/release/release.ts'
import { type FieldRefusal, Refusal } from '../api/refusal.ts'
import { useWords } from '../words.tsx'

/** A text as a list or a release calls it. */
export interface NamedText extends ReleaseMember {
  title?: string | undefined
}

/** As the API names a text of a release that it refuses. */
const fieldOf = ({ article, locale }: ReleaseMember) => `members.${article}.${locale}`

/** What a refusal says of single texts. */
export function refusedIn(error: unknown): FieldRefusal[] {
  if (!(error instanceof Refusal)) return []
  return (error.problem.errors ?? []).filter(({ field }) => field.startsWith('members.'))
}

interface RefusedTextsProps {
  refused: readonly FieldRefusal[]
  /** Those that may be meant. */
  texts: readonly NamedText[]
}

/** Says of each text that stands in the way by its title what does. */
export function RefusedTexts({ refused, texts }: RefusedTextsProps) {
  const { t } = useWords()
  const byField = new Map(texts.map((text) => [fieldOf(text), text]))
  return (
    <>
      <p>{t('articles.release.refused', { count: refused.length })}</p>
      <ul>
        {refused.map(({ field, message }) => {
          const { title, locale } = byField.get(field) ?? {}
          return (
            <li key={field}>
              <strong lang={title && locale}>{title || t('articles.untitled')}</strong>: {message}
            </li>
          )
        })}
      </ul>
    </>
  )
}
