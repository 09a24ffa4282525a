/** @jsxImportSource react */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { inert } from '../body/inert.ts'
import { type Look, sheetOf } from './sheet.ts'

interface FrameProps {
  html: string
  title: string
  look: Look
  /** Told of the page each time it was drawn; what it answers is called before it is drawn again. */
  onDrawn?: ((page: Document) => () => void) | undefined
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
export function Frame({ html, title, look, onDrawn }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
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
  // biome-ignore lint/correctness/useExhaustiveDependencies(html): it is another page
  useEffect(() => {
    const inner = frame.current?.contentDocument
    return inner ? onDrawn?.(inner) : undefined
  }, [html, onDrawn])
  return <iframe ref={frame} title={title} sandbox="allow-same-origin" className="preview-frame" />
}
