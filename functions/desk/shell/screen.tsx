/** @jsxImportSource react */
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../words.tsx'

interface ScreenProps {
  /** Its heading, and the first part of the window's title. */
  title: string
  /** Of the heading, where it is no word of the desk's. */
  lang?: string | undefined
  /** Beside the heading. */
  acts?: ReactNode
  children: ReactNode
}

let isFirst = true

/** One screen: whoever does not see it change goes on from its heading. */
export function Screen({ title, lang, acts, children }: ScreenProps) {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title === t('title') ? title : `${title} · ${t('title')}`
  }, [title, t])
  useEffect(() => {
    // The first one is read from the top of the page.
    if (!isFirst) heading.current?.focus()
    isFirst = false
  }, [])
  return (
    <>
      <div className="screen-head">
        <h1 tabIndex={-1} data-region ref={heading} {...(lang && { lang })}>
          {title}
        </h1>
        {acts}
      </div>
      {children}
    </>
  )
}
