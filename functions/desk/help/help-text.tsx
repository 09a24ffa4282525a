/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { useWords } from '../words.tsx'
import { type HelpPage, helpParts, pagesOf } from './contents.ts'
import { helpTitle, helpWords, nextOf } from './help-words.ts'

interface Linking {
  /** What leads to another page of help: a link, or a button where the help stands over a screen. */
  link: (page: HelpPage, title: string) => ReactNode
  /** Of its headings: one below that of what it stands in. */
  level: 'h2' | 'h3'
}

/** All pages of help, part by part. */
export function HelpContents({ link, level: Heading }: Linking) {
  const { t } = useWords()
  return (
    <>
      <p>{t('help.intro')}</p>
      {helpParts.map((part) => (
        <section key={part} className="stack">
          <Heading>{t(`help.parts.${part}`)}</Heading>
          <ul className="help-links">
            {pagesOf(part).map((page) => (
              <li key={page}>{link(page, helpTitle(t, page))}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** One page of help: what a screen is for, what one does there, what to know, and where to read on. */
export function HelpText({ page, link, level: Heading }: Linking & { page: HelpPage }) {
  const { t } = useWords()
  const { purpose, steps, notes } = helpWords(t, page)
  return (
    <>
      <p className="help-purpose">{purpose}</p>
      <section className="stack">
        <Heading>{t('help.steps')}</Heading>
        <ol className="help-list">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <section className="stack">
        <Heading>{t('help.notes')}</Heading>
        <ul className="help-list">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
      <section className="stack off-paper">
        <Heading>{t('help.next')}</Heading>
        <ul className="help-links">
          {nextOf(page).map((each) => (
            <li key={each}>{link(each, helpTitle(t, each))}</li>
          ))}
        </ul>
      </section>
    </>
  )
}
