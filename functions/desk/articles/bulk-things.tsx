/** @jsxImportSource react */
import { Link } from 'wouter'
import type { ArticleRow } from '../api/rows.ts'
import { useWords } from '../words.tsx'
import type { BulkItem, BulkResult } from './bulk.ts'
import { shownLocale } from './shown-locale.ts'

interface Named {
  rows: readonly ArticleRow[]
}

/** A text of one of the rows by its title, and its language where that matters. */
function useTitle(rows: readonly ArticleRow[]) {
  const { t, locale } = useWords()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ({ id, locale: text }: Pick<BulkItem, 'id' | 'locale'>) => {
    const row = byId.get(id)
    const named = text ?? (row ? shownLocale(row, [locale]) : locale)
    const title = row?.translations[named]?.title
    return (
      <>
        <span lang={title ? named : locale}>{title || t('articles.untitled')}</span>
        {text && (
          <>
            {' '}
            <span className="tag">{t(`languages.${text}`)}</span>
          </>
        )}
      </>
    )
  }
}

/** What something is to be done to. */
export function Things({ items, rows }: Named & { items: readonly BulkItem[] }) {
  const titleOf = useTitle(rows)
  return (
    <ul className="things">
      {items.map((item) => (
        <li key={`${item.id} ${item.locale}`}>{titleOf(item)}</li>
      ))}
    </ul>
  )
}

/** What was done, and to which it was refused, with the reason of each. */
export function Results({ results, rows }: Named & { results: readonly BulkResult[] }) {
  const { t, locale } = useWords()
  const titleOf = useTitle(rows)
  const refused = results.filter(({ status }) => status !== 200)
  const done = results.length - refused.length
  return (
    <>
      <p role="status">
        {t('articles.bulk.done', { count: done })}
        {refused.length > 0 && ` ${t('articles.bulk.refused', { count: refused.length })}`}
      </p>
      {refused.length > 0 && (
        <ul className="things">
          {refused.map((result) => (
            <li key={`${result.id} ${result.locale}`}>
              <Link href={`/a/${result.id}/${result.locale ?? locale}`}>{titleOf(result)}</Link>
              <p className="wrong">{result.detail}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
