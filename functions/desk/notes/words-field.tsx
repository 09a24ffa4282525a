/** @jsxImportSource react */
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTell } from '../shell/tell.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import { type Colleague, nameBefore, offered, withName } from './mentions.ts'

interface WordsFieldProps {
  label: string
  words: string
  people: readonly Colleague[]
  error?: string | undefined
  autoFocus?: boolean
  onChange: (words: string) => void
}

/** Words to colleagues. An `@` offers their names: arrow keys choose among them, Enter takes one, Escape none. */
export function WordsField({ label, words, people, error, autoFocus = false, onChange }: WordsFieldProps) {
  const { t } = useWords()
  const tell = useTell()
  const list = useId()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [names, setNames] = useState<readonly Colleague[]>([])
  const [current, setCurrent] = useState(0)

  const offer = (text: string, caret: number) => {
    const typed = nameBefore(text, caret)
    const found = typed ? offered(people, typed.name) : []
    if (found.length > 0 && found.length !== names.length) tell(t('notes.offered', { count: found.length }))
    setNames(found)
    setCurrent(0)
  }
  const take = (name: string) => {
    const element = field.current
    if (!element) return
    const next = withName(words, element.selectionStart ?? words.length, name)
    onChange(next.words)
    setNames([])
    element.focus()
    requestAnimationFrame(() => element.setSelectionRange(next.caret, next.caret))
  }
  const press = (event: KeyboardEvent) => {
    if (names.length === 0 || event.nativeEvent.isComposing) return
    const chosen = names[current]
    if (event.key === 'ArrowDown') setCurrent((current + 1) % names.length)
    else if (event.key === 'ArrowUp') setCurrent((current + names.length - 1) % names.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen.name)
    else if (event.key === 'Escape') setNames([])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isOffered = names.length > 0
  return (
    // The list is reached by the keys of the field itself.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className="words-field" onKeyDownCapture={press} onBlur={() => setNames([])}>
      <TextField
        label={label}
        hint={t('notes.hint')}
        rows={3}
        value={words}
        onChange={(text) => {
          onChange(text)
          offer(text, field.current?.selectionStart ?? text.length)
        }}
        error={error}
        autoFocus={autoFocus}
        inputRef={field}
        aria-autocomplete="list"
        {...(isOffered && {
          'aria-controls': list,
          'aria-activedescendant': `${list} ${names[current]?.id}`.replaceAll(' ', '-'),
        })}
      />
      {isOffered && (
        <div id={list} role="listbox" aria-label={t('notes.colleagues')} className="names">
          {names.map(({ id, name }, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and names the one that is chosen
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are those of the field
            <div
              key={id}
              id={`${list} ${id}`.replaceAll(' ', '-')}
              role="option"
              aria-selected={index === current}
              className="option"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
            >
              {name}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
