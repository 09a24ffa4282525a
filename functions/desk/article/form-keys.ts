import { useEffect, useRef } from 'react'

/** Puts the caret into a field of the form. */
export function showField(field = 'title'): void {
  const place = document.querySelector<HTMLElement>(`[data-field="${field}"]`)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, textarea, button, [role=textbox]')?.focus()
}

/** Ctrl+S saves, wherever the focus is; by the place of the key, whatever is typed there. */
export function useSaveKey(save: () => void): void {
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.code !== 'KeyS' || event.altKey || event.shiftKey) return
      if (!(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
