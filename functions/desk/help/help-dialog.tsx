/** @jsxImportSource react */
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from '../words.tsx'
import type { HelpPage } from './contents.ts'
import { HelpContents, HelpText } from './help-text.tsx'
import { helpTitle } from './help-words.ts'

interface HelpDialogProps {
  /** Of the screen that is open; without one, all pages are named. */
  page: HelpPage | undefined
  onClose: () => void
}

/** Help over the screen that it is about: nothing of the screen is left or lost. */
export function HelpDialog({ page, onClose }: HelpDialogProps) {
  const { t } = useWords()
  const [shown, setShown] = useState(page)
  const text = useRef<HTMLDivElement>(null)
  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever went to another page reads it from its beginning
  useEffect(() => {
    if (!isFirst.current) {
      text.current?.focus()
      text.current?.scrollIntoView({ block: 'nearest' })
    }
    isFirst.current = false
  }, [shown])
  const link = (to: HelpPage, title: string) => (
    <button type="button" onClick={() => setShown(to)}>
      {title}
    </button>
  )
  return (
    <Dialog
      title={shown ? t('help.of', { title: helpTitle(t, shown) }) : t('help.title')}
      isOpen
      onClose={onClose}
    >
      <div className="help stack" ref={text} tabIndex={-1}>
        {shown ? <HelpText page={shown} link={link} level="h3" /> : <HelpContents link={link} level="h3" />}
      </div>
      <div className="acts">
        {shown && <Button onPress={() => setShown(undefined)}>{t('help.all')}</Button>}
        <a href={shown ? `#/help/${shown}` : '#/help'} className="button quiet" onClick={onClose}>
          {t('help.page')}
        </a>
        <Button look="main" onPress={onClose}>
          {t('shell.close')}
        </Button>
      </div>
    </Dialog>
  )
}
