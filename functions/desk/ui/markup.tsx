/** @jsxImportSource react */
import { useLayoutEffect, useRef } from 'react'
import { mediaIn } from '../../domain/library/media-address.ts'
import { inert } from '../body/inert.ts'
import { addressOfFile } from '../media/library.ts'
import { filesIn, useFiles } from '../media/use-files.ts'

interface MarkupProps {
  /** As the API writes it; nothing in it runs. */
  html: string
  lang: string
  className?: string
}

/** Shows HTML of the newsroom: a body, or what changed in one. */
export function Markup({ html, lang, className }: MarkupProps) {
  const place = useRef<HTMLDivElement>(null)
  const named = filesIn(html)
  const files = useFiles(named)
  // It is made again only where there is more to show, so that what somebody has selected in it stays selected.
  const known = named.filter((id) => files.find(id)).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies(known): see above
  useLayoutEffect(() => {
    const content = inert(html)
    for (const each of content.querySelectorAll('[src]')) {
      const id = mediaIn(each.getAttribute('src') ?? undefined)
      const file = id && files.find(id)
      const address = file && addressOfFile(file)
      if (address) each.setAttribute('src', address)
      else if (id) each.removeAttribute('src')
    }
    place.current?.replaceChildren(content)
  }, [html, files, known])
  return <div ref={place} lang={lang} className={className} />
}
