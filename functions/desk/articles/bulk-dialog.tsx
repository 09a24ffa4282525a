/** @jsxImportSource react */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { doToMany, isTaking, isTold } from './bulk.ts'
import type { Asked } from './bulk-bar.tsx'
import { Results, Things } from './bulk-things.tsx'
import { BulkTold, toldAtFirst } from './bulk-told.tsx'

interface BulkDialogProps {
  asked: Asked
  /** `isDone`: something was done. */
  onClose: (isDone: boolean) => void
}

/** Asks before something is done to many, and says afterwards what was done to each. */
export function BulkDialog({ asked, onClose }: BulkDialogProps) {
  const { act, items, rows } = asked
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [told, setTold] = useState(() => toldAtFirst(act))
  const doing = useMutation({
    mutationFn: () => doToMany(api, act, items, told),
    onSettled: () => queries.invalidateQueries(),
  })
  const others = rows.filter(({ id }) => !items.some((item) => item.id === id)).length
  return (
    <Dialog title={t(`articles.bulk.title.${act}`)} isOpen onClose={() => onClose(doing.isSuccess)}>
      {doing.data ? (
        <Results results={doing.data} rows={rows} />
      ) : (
        <>
          <p>{t(`articles.bulk.intro.${act}`, { count: items.length })}</p>
          <Things items={items} rows={rows} />
          {others > 0 && <p className="hint">{t('articles.bulk.passed', { count: others })}</p>}
          <BulkTold act={act} items={items} told={told} onChange={setTold} />
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
              look={isTaking(act) ? 'danger' : 'main'}
              onPress={() => doing.mutate()}
              isDisabled={doing.isPending || !isTold(act, items, told)}
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
