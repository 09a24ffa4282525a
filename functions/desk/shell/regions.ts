import { useEffect } from 'react'

/** What the focus can stand on. */
const reachable =
  'h1, a[href], button:not(:disabled), input, textarea, select, [contenteditable="true"], [tabindex]:not([tabindex="-1"])'

/** Parts of a screen, in its order: each begins with an element that says so (`data-region`). */
const regions = () =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (each) => each.getClientRects().length > 0,
  )

const follows = (one: Node, other: Node) =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

function focusOn(region: HTMLElement): void {
  const target = region.matches(reachable) ? region : region.querySelector<HTMLElement>(reachable)
  // A part in which nothing can be done is read from its beginning.
  if (!target) region.tabIndex = -1
  const reached = target ?? region
  reached.focus()
}

/** Goes to the part before or after; false where there is none, so that the browser goes on to its own. */
function goOn(direction: 1 | -1): boolean {
  const all = regions()
  const { activeElement: here } = document
  const at = here ? all.findLastIndex((each) => each.contains(here) || follows(each, here)) : -1
  const next = all[at + direction]
  if (next) focusOn(next)
  return next !== undefined
}

/** F6 and Shift+F6, as in the browser itself and in office programs. */
export function useRegions(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, altKey, metaKey, shiftKey } = event
      if (key !== 'F6' || ctrlKey || altKey || metaKey || document.querySelector('.overlay')) return
      if (goOn(shiftKey ? -1 : 1)) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
