/** @jsxImportSource react */
import type { Comparison } from '../../domain/compare/articles.ts'
import type { Locale } from '../../domain/locale.ts'
import { FieldName } from '../drafts/field-name.tsx'
import { Markup } from '../ui/markup.tsx'

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'string') return value
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string')
  return isList ? value.join(', ') : JSON.stringify(value)
}

/** What changed in what languages share, field by field. */
export function SharedChanges({ changes }: { changes: Comparison['shared'] }) {
  if (changes.length === 0) return null
  return (
    <dl className="facts">
      {changes.map(({ field, from, to }) => (
        <div key={field} className="fact">
          <dt>
            <FieldName field={field} />
          </dt>
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
          <FieldName field={field} />: <del>{shown(from)}</del> <ins>{shown(to)}</ins>
        </p>
      ))}
    </>
  )
}
