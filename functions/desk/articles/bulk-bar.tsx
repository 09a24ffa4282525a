/** @jsxImportSource react */
import type { ReactNode } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { useMe, useSettings } from '../api/newsroom.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { Menu, type MenuAct } from '../ui/menu.tsx'
import { useWords } from '../words.tsx'
import {
  articleActs,
  articlesFor,
  type BulkAct,
  type BulkItem,
  isTaking,
  textActs,
  textsFor,
} from './bulk.ts'

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

/** What texts and articles are chosen for as a rule; the rest stands in a menu, so that the bar leaves room on a phone. */
const forward: ReadonlySet<BulkAct> = new Set(['submit', 'approve', 'publish', 'schedule', 'undiscard'])

/** What can be done to the articles that are chosen. It stands in sight while there are any. */
export function BulkBar({ rows, only, onAsk, onClear, children }: BulkBarProps) {
  const { t } = useWords()
  const { data: me } = useMe()
  const { data: settings } = useSettings()
  if (!me || !settings) return null
  const possible: Asked[] = [
    ...textActs.map((act) => ({ act, items: textsFor(act, rows, { me, settings, only }), rows })),
    ...articleActs.map((act) => ({ act, items: articlesFor(act, rows, me), rows })),
  ].filter(({ items }) => items.length > 0)
  const nameOf = ({ act, items }: Asked) => t(`articles.bulk.${act}`, { count: items.length })
  const further = possible
    .filter(({ act }) => !forward.has(act))
    .map(
      (asked): MenuAct => ({
        id: asked.act,
        name: nameOf(asked),
        isDanger: isTaking(asked.act),
        onAction: () => onAsk(asked),
      }),
    )
  return (
    <fieldset className="bulk">
      <legend className="vh">{t('articles.bulk.bar')}</legend>
      <p>{t('articles.bulk.selected', { count: rows.length })}</p>
      <Button look="quiet" onPress={onClear}>
        {t('articles.bulk.clear')}
      </Button>
      {possible
        .filter(({ act }) => forward.has(act))
        .map((asked) => (
          <Button key={asked.act} onPress={() => onAsk(asked)}>
            {nameOf(asked)}
          </Button>
        ))}
      {children}
      {further.length > 0 && (
        <Menu
          label={t('acts.others')}
          groups={[further.filter(({ isDanger }) => !isDanger), further.filter(({ isDanger }) => isDanger)]}
        />
      )}
    </fieldset>
  )
}
