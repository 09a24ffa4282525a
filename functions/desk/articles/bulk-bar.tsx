/** @jsxImportSource react */
import type { ReactNode } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { useMe, useSettings } from '../api/newsroom.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import { articlesFor, type BulkAct, type BulkItem, bulkActs, textsFor } from './bulk.ts'

/** Something that is to be done to many, as they were when it was asked for. */
export interface Asked {
  act: BulkAct
  items: readonly BulkItem[]
  rows: readonly ArticleRow[]
}

interface BulkBarProps {
  rows: readonly ArticleRow[]
  only: Locale | undefined
  onAsk: (asked: Asked) => void
  onClear: () => void
  /** Further acts. */
  children: ReactNode
}

/** What can be done to the articles that are chosen. It stands in sight while there are any. */
export function BulkBar({ rows, only, onAsk, onClear, children }: BulkBarProps) {
  const { t } = useWords()
  const { data: me } = useMe()
  const { data: settings } = useSettings()
  if (!me || !settings) return null
  const itemsOf = (act: BulkAct) =>
    act === 'submit' || act === 'approve' || act === 'publish'
      ? textsFor(act, rows, { me, settings, only })
      : articlesFor(act, rows, me)
  const possible = bulkActs
    .map((act) => ({ act, items: itemsOf(act), rows }))
    .filter(({ items }) => items.length > 0)
  return (
    <fieldset className="bulk">
      <legend className="vh">{t('articles.bulk.bar')}</legend>
      <p>{t('articles.bulk.selected', { count: rows.length })}</p>
      <Button look="quiet" onPress={onClear}>
        {t('articles.bulk.clear')}
      </Button>
      {possible.map((asked) => (
        <Button
          key={asked.act}
          look={asked.act === 'discard' ? 'danger' : 'plain'}
          onPress={() => onAsk(asked)}
        >
          {t(`articles.bulk.${asked.act}`, { count: asked.items.length })}
        </Button>
      ))}
      {children}
    </fieldset>
  )
}
