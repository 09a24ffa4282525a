/** @jsxImportSource react */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { inert } from '../body/inert.ts'
import { type Look, sheetOf } from './sheet.ts'

/** To what of the page somebody is led: once for each such object, however often the page is drawn again. */
export interface Pointed {
  /** Undefined where readers do not get it. */
  find: (page: Document) => HTMLElement | undefined
  /** Tells whether the page shows it. */
  onReached: (isThere: boolean) => void
  /** Escape was pressed in the page. */
  onLeave: () => void
}

interface FrameProps {
  html: string
  title: string
  look: Look
  pointed?: Pointed | undefined
}

/** The body of a page as elements of another document, and its language. The parser of a fragment passes over the names of these elements. */
function bodyOf(html: string, into: Document): { body: HTMLElement; lang: string } {
  const content = inert(html.replaceAll(/<(\/?)(html|head|body)(?=[\s>])/gu, '<$1preview-$2'))
  const lang = content.querySelector('preview-html')?.getAttribute('lang') ?? ''
  const body = into.createElement('body')
  for (const node of [...(content.querySelector('preview-body')?.childNodes ?? [])])
    body.append(into.adoptNode(node))
  return { body, lang }
}

/** Lets somebody go on from a place of the page; `isFirst`: and shows it, for they were not led there before. */
function pointTo(found: HTMLElement, isFirst: boolean): void {
  found.tabIndex = -1
  found.focus({ preventScroll: true })
  if (isFirst) found.scrollIntoView({ block: 'center' })
}

/** Nothing of it leads anywhere but to another place of it: it is no page yet. */
function stay(event: MouseEvent): void {
  const [origin] = event.composedPath()
  // Of another window, whose classes are not those of this one.
  const link = (origin as Partial<Element> | undefined)?.closest?.('a')
  if (link && !link.getAttribute('href')?.startsWith('#')) event.preventDefault()
}

/**
 * A page in a window of its own within the desk. The window has no address and runs no script; its style is a constructed
 * sheet, so that the policy of the desk holds in it as it is.
 */
export function Frame({ html, title, look, pointed }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const reached = useRef<Pointed>(undefined)
  useLayoutEffect(() => {
    const inner = frame.current?.contentDocument
    if (!inner) return
    const scrolled = inner.scrollingElement?.scrollTop ?? 0
    const { body, lang } = bodyOf(html, inner)
    inner.documentElement.lang = lang
    inner.body.replaceWith(body)
    body.addEventListener('click', stay)
    if (inner.scrollingElement) inner.scrollingElement.scrollTop = scrolled
  }, [html])
  useEffect(() => {
    // A constructed sheet belongs to the window that made it; the type of a window does not name its classes.
    const window = frame.current?.contentWindow as (Window & typeof globalThis) | null
    const inner = frame.current?.contentDocument
    if (!window || !inner) return
    const sheet = new window.CSSStyleSheet()
    sheet.replaceSync(sheetOf(look))
    inner.adoptedStyleSheets = [sheet]
    if (look.size === 'm') delete inner.documentElement.dataset.text
    else inner.documentElement.dataset.text = look.size
    if (frame.current) frame.current.style.width = look.width === undefined ? '100%' : `${look.width}px`
  }, [look])
  // biome-ignore lint/correctness/useExhaustiveDependencies(html): it is another page, in which nothing is marked yet
  useEffect(() => {
    const inner = frame.current?.contentDocument
    if (!inner || !pointed) return
    const found = pointed.find(inner)
    if (found) found.dataset.pointed = ''
    const isFirst = reached.current !== pointed
    reached.current = pointed
    // Of a page that is drawn again under whoever reads in it.
    const isInside = document.activeElement === frame.current
    if (found && (isFirst || isInside)) pointTo(found, isFirst)
    if (isFirst) pointed.onReached(found !== undefined)
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') pointed.onLeave()
    }
    inner.addEventListener('keydown', press)
    return () => {
      inner.removeEventListener('keydown', press)
      delete found?.dataset.pointed
    }
  }, [html, pointed])
  return <iframe ref={frame} title={title} sandbox="allow-same-origin" className="preview-frame" />
}
