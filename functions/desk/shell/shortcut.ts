import { useEffect, useRef } from 'react'

export interface Shortcut {
  /** Of the key by its place (`KeyS`), so that it is the same however Vietnamese is typed. */
  code: string
  /** With Ctrl, or the command key of a Mac; never a letter by itself. */
  control?: true
  alt?: true
}

/** Does something at a key, wherever the focus is; not while a word is being composed, over a dialog, or where the key was taken already. */
export function useShortcut({ code, control = undefined, alt = undefined }: Shortcut, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== code || event.isComposing || event.defaultPrevented || event.shiftKey) return
      if ((event.ctrlKey || event.metaKey) !== (control ?? false) || event.altKey !== (alt ?? false)) return
      if (document.querySelector('.overlay')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [code, control, alt])
}
