/** @jsxImportSource react */
import { type FocusEvent, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { isLocale, type Locale } from '../../domain/locale.ts'
import { noteBlocks } from '../../domain/notes/blocks.ts'
import type { Here } from '../notes/new-note.tsx'
import { type PlacedNote, placed } from '../notes/note.ts'
import { openAt } from '../notes/open-at.ts'
import { useNotes } from '../notes/use-notes.ts'
import { late } from '../shell/late.ts'
import type { TextEditor } from '../text/editor.ts'
import { Loading } from '../ui/loading.tsx'
import { showField } from './show-field.ts'

const NotesPanel = late(async () => (await import('../notes/notes-panel.tsx')).NotesPanel, 'notes')

/** Fields of the form at which a note can begin. */
const places: Record<string, Here['about']> = {
  title: 'title',
  summary: 'summary',
  body: 'block',
  section: 'section',
}

/** Of a text without notes nothing is read. */
const noBlocks: readonly string[] = []

interface FormNotes {
  /** How many wait; none of an article that was never saved. */
  open: number
  panel: ReactNode
  /** The editor of the body once it is there: paragraphs with notes are marked in it. */
  onEditor: (editor: TextEditor | undefined) => void
  /** Tells where somebody is, so that a note begins there. */
  onFocus: (event: FocusEvent<HTMLElement>) => void
}

/**
 * The notes beside a text that is written: which of its paragraphs they stand at, and how one goes there. `body`: as it was a
 * moment ago, so that no letter waits for them.
 */
export function useFormNotes(
  article: { id: string; section: string | undefined } | undefined,
  text: Locale,
  body: string,
): FormNotes {
  const [, go] = useLocation()
  const [editor, setEditor] = useState<TextEditor>()
  const field = useRef<Here['about']>('text')
  const notes = useNotes(article?.id ?? '', article !== undefined)
  const list = notes.data?.data.notes
  const isAtBlocks = list?.some(({ block, part }) => block && part === text) ?? false
  const blocks = useMemo(() => (isAtBlocks ? noteBlocks(body) : noBlocks), [isAtBlocks, body])
  const marked = useMemo(
    () => placed(list ?? [], text, blocks).open.flatMap(({ block }) => (block === undefined ? [] : [block])),
    [list, text, blocks],
  )
  const marks = marked.join()
  useEffect(() => {
    editor?.markNoted(marks === '' ? [] : marks.split(',').map(Number))
  }, [editor, marks])

  const show = ({ note: { part, field: name }, block }: PlacedNote) => {
    if (isLocale(part) && part !== text) go(`/a/${article?.id}/${part}?beside=notes`)
    else if (block !== undefined) editor?.reveal(block)
    else showField(name)
  }
  return {
    open: openAt(list, text),
    panel: article && (
      <Suspense fallback={<Loading />}>
        <NotesPanel
          key={text}
          article={article.id}
          section={article.section}
          text={text}
          body={body}
          where={() => ({ about: field.current, block: editor?.block() ?? 0 })}
          onShow={show}
        />
      </Suspense>
    ),
    onEditor: setEditor,
    onFocus({ target }) {
      const name = target.closest<HTMLElement>('[data-field]')?.dataset.field
      const about = name === undefined ? undefined : places[name]
      if (about) field.current = about
    },
  }
}
