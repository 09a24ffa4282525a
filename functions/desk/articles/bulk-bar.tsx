/** @jsxImportSource react */
import { useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useMe, useSettings } from '../api/newsroom.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import { articlesFor, type BulkAct, bulkActs, textsFor } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'

/** Whether there is anything that this person may do to many articles. */
export const mayActOnMany = (me: Pick<Member, 'role'>) => bulkActs.some((act) => isPermitted(me, act))

interface BulkBarProps {
  rows: readonly ArticleRow[]
  only: Locale | undefined
  onClear: () => void
}

/** What can be done to the articles that are chosen. It stands in sight while there are any. */
export function BulkBar({ rows, only, onClear }: BulkBarProps) {
  const { t } = useWords()
  const { data: me } = useMe()
  const { data: settings } = useSettings()
  const [open, setOpen] = useState<BulkAct>()
  if (!me || !settings) return null
  const itemsOf = (act: BulkAct) =>
    act === 'move' ? articlesFor(rows) : textsFor(act, rows, { me, settings, only })
  const possible = bulkActs.filter((act) => isPermitted(me, act) && itemsOf(act).length > 0)
  return (
    <fieldset className="bulk">
      <legend className="vh">{t('articles.bulk.bar')}</legend>
      <p>{t('articles.bulk.selected', { count: rows.length })}</p>
      <Button look="quiet" onPress={onClear}>
        {t('articles.bulk.clear')}
      </Button>
      {possible.map((act) => (
        <Button key={act} onPress={() => setOpen(act)}>
          {act === 'move'
            ? t('articles.bulk.move')
            : t(`articles.bulk.${act}`, { count: itemsOf(act).length })}
        </Button>
      ))}
      {open && (
        <BulkDialog
          act={open}
          rows={rows}
          items={itemsOf(open)}
          onClose={(isDone) => {
            setOpen(undefined)
            if (isDone) onClear()
          }}
        />
      )}
    </fieldset>
  )
}
