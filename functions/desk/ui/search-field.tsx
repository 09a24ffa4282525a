/** @jsxImportSource react */
import { useCallback, useEffect, useRef, useState } from 'react'
import { TextField } from './fields.tsx'

/** Milliseconds after the last key in which a search is still being written. */
const pause = 400

interface SearchFieldProps {
  label: string
  /** What is looked for now; it may change by itself, by "back" or where all filters are taken off. */
  asked: string
  onAsk: (words: string) => void
  placeholder?: string
  /** @default 200 */
  maxLength?: number
}

/** Words that are looked for as they are written. */
export function SearchField({ label, asked, onAsk, placeholder, maxLength = 200 }: SearchFieldProps) {
  const [text, setText] = useState(asked)
  const known = useRef(asked)
  if (known.current !== asked) {
    known.current = asked
    if (text.trim() !== asked) setText(asked)
  }
  const latest = useRef({ asked, onAsk })
  latest.current = { asked, onAsk }
  const ask = useCallback((words: string) => {
    if (words !== latest.current.asked) latest.current.onAsk(words)
  }, [])
  const written = text.trim()
  useEffect(() => {
    const timer = setTimeout(ask, pause, written)
    return () => clearTimeout(timer)
  }, [written, ask])
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask(written)
        }}
      >
        <TextField
          label={label}
          type="search"
          value={text}
          onChange={setText}
          maxLength={maxLength}
          {...(placeholder && { placeholder })}
        />
      </form>
    </search>
  )
}
