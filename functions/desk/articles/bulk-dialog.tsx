/** @jsxImportSource react */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { useApi } from '../api/context.tsx'
import { sectionName, useSettings } from '../api/newsroom.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type BulkItem, type BulkResult, doToMany, type Told } from './bulk.ts'
import type { Asked } from './bulk-bar.tsx'
import { shownLocale } from './list.tsx'

interface BulkDialogProps {
  asked: Asked
  /** `isDone`: something was done. */
  onClose: (isDone: boolean) => void
}

/** Asks before something is done to many, and says afterwards what was done to each. */
export function BulkDialog({ asked, onClose }: BulkDialogProps) {
  const { act } = asked
  const { t, locale } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const { data: settings } = useSettings()
  const [told, setTold] = useState<Told>({})
  const isTold =
    (act !== 'move' || told.section !== undefined) && (act !== 'discard' || Boolean(told.reason?.trim()))
  const doing = useMutation({
    mutationFn: () => doToMany(api, act, asked.items, told),
    onSettled: () => queries.invalidateQueries(),
  })
  const others = asked.rows.filter(({ id }) => !asked.items.some((item) => item.id === id)).length
  return (
    <Dialog title={t(`articles.bulk.title.${act}`)} isOpen onClose={() => onClose(doing.isSuccess)}>
      {doing.data ? (
        <Results results={doing.data} rows={asked.rows} />
      ) : (
        <>
          <p>{t(`articles.bulk.intro.${act}`, { count: asked.items.length })}</p>
          <Things items={asked.items} rows={asked.rows} />
          {others > 0 && <p className="hint">{t('articles.bulk.passed', { count: others })}</p>}
          {act === 'move' && (
            <Select
              label={t('articles.bulk.to')}
              choices={(settings?.sections ?? []).map(({ id }) => ({
                id,
                name: sectionName(settings?.sections ?? [], id, locale),
              }))}
              value={told.section}
              onChange={(section) => setTold({ section })}
              placeholder={t('articles.bulk.to_which')}
            />
          )}
          {act === 'discard' && (
            <TextField
              label={t('articles.bulk.reason')}
              value={told.reason ?? ''}
              onChange={(reason) => setTold({ reason })}
              maxLength={1000}
              rows={2}
            />
          )}
          {doing.error && <Trouble error={doing.error} />}
        </>
      )}
      <div className="acts">
        {doing.data ? (
          // The button that was pressed is gone, and the focus with it.
          <Button look="main" autoFocus onPress={() => onClose(true)}>
            {t('shell.close')}
          </Button>
        ) : (
          <>
            <Button
              look={act === 'discard' ? 'danger' : 'main'}
              onPress={() => doing.mutate()}
              isDisabled={doing.isPending || !isTold}
            >
              {doing.isPending ? t('articles.bulk.doing') : t(`articles.bulk.do.${act}`)}
            </Button>
            <Button look="quiet" onPress={() => onClose(false)}>
              {t('articles.bulk.not_now')}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  )
}

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

function Things({ items, rows }: Named & { items: readonly BulkItem[] }) {
  const titleOf = useTitle(rows)
  return (
    <ul className="things">
      {items.map((item) => (
        <li key={`${item.id} ${item.locale}`}>{titleOf(item)}</li>
      ))}
    </ul>
  )
}

function Results({ results, rows }: Named & { results: readonly BulkResult[] }) {
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
