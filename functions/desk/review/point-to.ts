interface Pointing {
  /** Undefined where readers do not get it. */
  find: (page: Document) => HTMLElement | undefined
  /** Tells whether the page shows it. */
  onReached: (isThere: boolean) => void
  /** Escape was pressed in the page. */
  onLeave: () => void
}

/**
 * Leads somebody to a place of a page that the desk draws: marks it, and lets them go on from there. It is shown once, however
 * often the page is drawn again; who reads in it then stays where they are.
 */
export function pointTo({ find, onReached, onLeave }: Pointing): (page: Document) => () => void {
  let isFirst = true
  return (page) => {
    const found = find(page)
    const isInside = document.activeElement === page.defaultView?.frameElement
    if (found) found.dataset.pointed = ''
    if (found && (isFirst || isInside)) {
      found.tabIndex = -1
      found.focus({ preventScroll: true })
    }
    if (isFirst) {
      isFirst = false
      found?.scrollIntoView({ block: 'center' })
      onReached(found !== undefined)
    }
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onLeave()
    }
    page.addEventListener('keydown', press)
    return () => {
      page.removeEventListener('keydown', press)
      delete found?.dataset.pointed
    }
  }
}
