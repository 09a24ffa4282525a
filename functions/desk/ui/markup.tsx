/** @jsxImportSource react */
import { useLayoutEffect, useRef } from 'react'
import { inert } from '../body/inert.ts'

interface MarkupProps {
  /** As the API writes it; nothing in it runs. */
  html: string
  lang: string
  className?: string
}

/** Shows HTML of the newsroom: a body, or what changed in one. */
export function Markup({ html, lang, className }: MarkupProps) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => place.current?.replaceChildren(inert(html)), [html])
  return <div ref={place} lang={lang} className={className} />
}
