/** @jsxImportSource react */
import type { Comparison } from '../../domain/compare/articles.ts'
import type { Locale } from '../../domain/locale.ts'
import { Markup } from '../ui/markup.tsx'

const shown = (value: unknown) =>
  typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value)

/** What changed in what languages share, field by field. */
export function SharedChanges({ changes }: { changes: Comparison['shared'] }) {
  if (changes.length === 0) return null
  return (
    <dl className="facts">
      {changes.map(({ field, from, to }) => (
        <div key={field} className="fact">
          <dt>{field}</dt>
          <dd>
            <del>{shown(from)}</del> <ins>{shown(to)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface TextChangesProps {
  locale: Locale
  change: NonNullable<Comparison['translations'][Locale]>
}

/** What changed in one language, word by word. */
export function TextChanges({ locale, change: { title, summary, body, fields } }: TextChangesProps) {
  return (
    <>
      <Markup html={title.html} lang={locale} className="compared-title" />
      {summary.html && <Markup html={summary.html} lang={locale} className="summary" />}
      {body.html && <Markup html={body.html} lang={locale} className="body" />}
      {fields.map(({ field, from, to }) => (
        <p key={field}>
          {field}: <del>{shown(from)}</del> <ins>{shown(to)}</ins>
        </p>
      ))}
    </>
  )
}
