/** @jsxImportSource react */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import type { TextEditor } from './editor.ts'

interface FindBarProps {
  editor: TextEditor
  found: { count: number; current: number }
  /** Words that were selected when it opened. */
  initial: string
  lang: string
  onClose: () => void
}

/** Finds words in the text, with their accents or without, and puts others in their place. */
export function FindBar({ editor, found, initial, lang, onClose }: FindBarProps) {
  const { t } = useWords()
  const [text, setText] = useState(initial)
  const [words, setWords] = useState('')
  const [accents, setAccents] = useState(false)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  useEffect(() => {
    editor.search({ text, accents })
    return () => editor.search(null)
  }, [editor, text, accents])
  const close = () => {
    onClose()
    editor.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // The key that ends a composition is no key of the bar.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') close()
    if (event.key === 'Enter' && event.target === field.current) editor.findNext(event.shiftKey ? -1 : 1)
  }
  return (
    <search className="find-bar" aria-label={t('text.find.title')} onKeyDown={onKeyDown}>
      <TextField label={t('text.find.text')} lang={lang} value={text} onChange={setText} inputRef={field} />
      <TextField label={t('text.find.words')} lang={lang} value={words} onChange={setWords} />
      <Checkbox isSelected={accents} onChange={setAccents}>
        {t('text.find.accents')}
      </Checkbox>
      <p role="status">{text !== '' && t('text.find.count', found)}</p>
      <div className="acts">
        <Button onPress={() => editor.findNext(-1)}>{t('text.find.previous')}</Button>
        <Button onPress={() => editor.findNext(1)}>{t('text.find.next')}</Button>
        <Button onPress={() => editor.replace(words)}>{t('text.find.replace')}</Button>
        <Button onPress={() => editor.replaceAll(words)}>{t('text.find.replaceAll')}</Button>
        <Button look="quiet" onPress={close}>
          {t('text.find.close')}
        </Button>
      </div>
    </search>
  )
}
