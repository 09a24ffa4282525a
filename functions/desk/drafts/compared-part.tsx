/** @jsxImportSource react */
import { useMemo } from 'react'
import { compareBodies } from '../../domain/compare/body.ts'
import { wholeEffort } from '../../domain/compare/words.ts'
import { isSame } from '../../domain/merge/fields.ts'
import { escaped } from '../../domain/merge/tokens.ts'
import { Markup } from '../ui/markup.tsx'
import { useWords } from '../words.tsx'
import type { Fields, Part } from './content.ts'
import { FieldName } from './field-name.tsx'
import { langOf } from './part-words.ts'

/** As HTML in which words can be compared; what is no text, as it is stored. */
function markupOf(field: string, value: unknown): string {
  if (value === undefined || value === '') return ''
  if (typeof value !== 'string') return `<p>${escaped(JSON.stringify(value))}</p>`
  if (field === 'body') return value
  return value
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('')
}

interface ComparedPartProps {
  part: Part
  from: Fields
  to: Fields
}

/** What two states of a part have different, field by field and word by word. */
export function ComparedPart({ part, from, to }: ComparedPartProps) {
  const { t, locale } = useWords()
  const changes = useMemo(() => {
    const names = [...new Set([...Object.keys(to), ...Object.keys(from)])]
    return names
      .filter((field) => !isSame(from[field] ?? '', to[field] ?? ''))
      .map((field) => {
        const [was, is] = [markupOf(field, from[field]), markupOf(field, to[field])]
        return { field, html: compareBodies(was, is, wholeEffort()) }
      })
  }, [from, to])
  return (
    <div className="stack">
      {changes.map(({ field, html }) => (
        <section key={field}>
          <h4>
            <FieldName field={field} />
          </h4>
          {html === '' ? (
            <p>{t('drafts.nothing')}</p>
          ) : (
            <Markup html={html} lang={langOf(part) ?? locale} className="body" />
          )}
        </section>
      ))}
    </div>
  )
}
