/** @jsxImportSource react */
import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { momentOf } from '../ui/moment.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { ComparedPart } from './compared-part.tsx'
import { partOf } from './content.ts'
import type { Draft, DraftView } from './draft.ts'
import type { LocalCopy } from './local-copies.ts'
import { partName } from './part-words.ts'
import { useDraftStore } from './use-draft.tsx'

interface OnThisMachineProps {
  draft: Draft
  view: DraftView
  onClose: () => void
}

/** What this person wrote in the article at this computer: to be looked at, and brought back. */
export function OnThisMachine({ draft, view, onClose }: OnThisMachineProps) {
  const { t, locale } = useWords()
  const { store } = useDraftStore()
  const [copies, setCopies] = useState<LocalCopy[]>()
  const [shown, setShown] = useState<string>()
  useEffect(() => {
    void store.older(draft.id).then(setCopies)
  }, [store, draft])
  const bringBack = (copy: LocalCopy) => {
    void draft.restore(copy.part, copy.content).then(() => say(t('drafts.brought_back')))
    onClose()
  }
  return (
    <Dialog title={t('drafts.machine')} isOpen isWide onClose={onClose}>
      <p className="hint">{t('drafts.machine_hint')}</p>
      {!copies && <Loading />}
      {copies?.length === 0 && <p className="empty">{t('drafts.machine_none')}</p>}
      <ul className="copies">
        {copies?.map((copy) => {
          const key = `${copy.part} ${copy.at}`
          const name = `${momentOf(copy.at, locale)}, ${partName(t, copy.part)}`
          return (
            <li key={key}>
              <p>
                {name} <span className="when">{t(`drafts.end.${copy.end ?? 'none'}`)}</span>
              </p>
              <div className="acts">
                <Button
                  look="quiet"
                  aria-label={`${t('drafts.difference')}: ${name}`}
                  aria-expanded={shown === key}
                  onPress={() => setShown(shown === key ? undefined : key)}
                >
                  {t('drafts.difference')}
                </Button>
                {!view.isReadOnly && (
                  <Button aria-label={`${t('drafts.bring_back')}: ${name}`} onPress={() => bringBack(copy)}>
                    {t('drafts.bring_back')}
                  </Button>
                )}
              </div>
              {shown === key && (
                <ComparedPart
                  part={copy.part}
                  from={partOf(view.content, copy.part) ?? {}}
                  to={copy.content}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
