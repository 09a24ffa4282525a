import { useEffect, useId, useRef } from 'react'
import { isMac } from '../text/is-mac.ts'
import { isTyping, nameOfKeys } from '../text/keys.ts'

/** Something that can be done on the screen that is open: by its keys, and by its name in the palette. */
export interface ScreenAct {
  name: string
  /** As `text/keys.ts` names them (`Mod+KeyS`): by place, and never a letter alone. */
  keys?: string
  run: () => void
}

/** What is open now, in the order in which it came: the frame of the desk first, then the screen within it. */
const open = new Map<string, { part: 'desk' | 'screen'; acts: () => readonly ScreenAct[] }>()

/** Acts that can be done now. `desk`: on every screen. */
export function screenActs(part: 'desk' | 'screen'): ScreenAct[] {
  return [...open.values()].filter((each) => each.part === part).flatMap(({ acts }) => acts())
}

/** Does what keys ask for, wherever the focus is; not in the middle of a word, under a dialog, or where the keys were taken already. */
function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || isTyping(event) || document.querySelector('.overlay')) return
  const keys = nameOfKeys(event, isMac)
  const act = [...screenActs('screen'), ...screenActs('desk')].find((each) => each.keys === keys)
  if (!act) return
  event.preventDefault()
  act.run()
}

/** Offers acts for as long as what calls this is on the screen. */
export function useScreenActs(acts: readonly ScreenAct[], part: 'desk' | 'screen' = 'screen'): void {
  const id = useId()
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    if (open.size === 0) window.addEventListener('keydown', press)
    open.set(id, { part, acts: () => latest.current })
    return () => {
      open.delete(id)
      if (open.size === 0) window.removeEventListener('keydown', press)
    }
  }, [id, part])
}
