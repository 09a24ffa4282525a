/** @jsxImportSource react */
import { useMemo, useRef, useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { newId } from '../article/new-id.ts'
import { inert } from '../body/inert.ts'
import type { TextEditor } from '../text/editor.ts'
import type { MediaSource } from '../text/media-source.ts'
import { TextField, type TextFieldProps } from '../text/text-field.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { isWorthSaying, type Notice } from './notice.ts'
import { PasteNotice } from './paste-notice.tsx'
import { createPasteRule } from './paste-rule.ts'
import { Slots } from './slots.ts'
import type { WordArticle } from './word-file.ts'
import { WordNotice, type WordState } from './word-notice.tsx'

export interface PastingFieldProps extends Omit<TextFieldProps, 'paste'> {
  locale: Locale
  /** Puts a picture into the library under this id. */
  upload: (file: File, id: string) => Promise<void>
  readWordFile: (file: File) => Promise<WordArticle>
  /** A Word file has become this text: its title and summary are for the form. */
  onWordFile?: (article: WordArticle) => void
}

/** What was pasted last. `isLast`: nothing was written since, so that it can be taken back. */
interface Last {
  notice: Notice
  plain: () => string
  isLast: boolean
}

/** A body without the figure of a picture. */
function withoutPicture(body: string, id: string): string {
  const tree = inert(body)
  for (const picture of tree.querySelectorAll(`img[src="media:${id}"]`))
    (picture.closest('figure') ?? picture).remove()
  const box = tree.ownerDocument.createElement('div')
  box.append(tree)
  return box.innerHTML
}

/** First what the library knows, then what is on its way into it. */
const both = (library: MediaSource, slots: Slots): MediaSource => ({
  find: (id) => library.find(id) ?? slots.find(id),
  subscribe(onChange) {
    const stops = [library.subscribe?.(onChange), slots.subscribe(onChange)]
    return () => {
      for (const stop of stops) stop?.()
    }
  },
})

/** The text of an article, into which one can paste from anywhere, and drop pictures and Word files. */
export function PastingField({ upload, readWordFile, onWordFile, ...field }: PastingFieldProps) {
  const { t } = useWords()
  const reason = useReason()
  const [last, setLast] = useState<Last>()
  const [word, setWord] = useState<WordState>()
  const editor = useRef<TextEditor>(undefined)
  /** The change that a paste itself makes is none that hides it. */
  const isPasting = useRef(false)
  const latest = useRef({ ...field, t, reason, upload, readWordFile, onWordFile })
  latest.current = { ...field, t, reason, upload, readWordFile, onWordFile }

  const [slots] = useState(
    () =>
      new Slots({
        upload: (file, id) => latest.current.upload(file, id),
        titleOf: ({ picture, state }) => {
          const kind = state === 'sending' || state === 'failed' ? state : picture.why
          return latest.current.t(`paste.slot.${kind}`, { name: picture.name })
        },
        reasonOf: (error) => latest.current.reason(error),
      }),
  )

  const [rule] = useState(() => {
    const readWord = async (file: File) => {
      const { name } = file
      setWord({ is: 'reading', name })
      try {
        const article = await latest.current.readWordFile(file)
        editor.current?.insert(article.body)
        latest.current.onWordFile?.(article)
        setWord({ is: 'read', name, article })
      } catch (error) {
        setWord({ is: 'refused', name, reason: latest.current.reason(error) })
      }
    }
    return createPasteRule({
      locale: () => latest.current.locale,
      newId,
      onPasted: ({ notice }, plain) => {
        isPasting.current = true
        setLast(isWorthSaying(notice) ? { notice, plain, isLast: true } : undefined)
      },
      onPictures: (pictures) => {
        for (const picture of pictures) slots.add(picture)
      },
      onWordFile: (file) => void readWord(file),
    })
  })
  const media = useMemo(() => both(field.media, slots), [field.media, slots])

  const onChange = () => {
    field.onChange()
    if (isPasting.current) isPasting.current = false
    else setLast((before) => (before?.isLast ? { ...before, isLast: false } : before))
  }
  const undo = () => {
    for (const { id } of last?.notice.pictures ?? []) slots.forget(id)
    setLast(undefined)
    editor.current?.run('undo')
  }
  const remove = (id: string) => {
    slots.forget(id)
    editor.current?.write(withoutPicture(editor.current.read(), id))
    onChange()
  }
  return (
    <div className="pasting-field">
      <TextField
        {...field}
        media={media}
        paste={rule}
        onChange={onChange}
        onEditor={(made) => {
          editor.current = made
          field.onEditor?.(made)
        }}
      />
      <div className="pasted">
        {word && <WordNotice state={word} onClose={() => setWord(undefined)} />}
        <PasteNotice
          notice={last?.notice}
          slots={slots}
          onUndo={last?.isLast ? undo : undefined}
          onPlain={
            last?.isLast
              ? () => {
                  const html = last.plain()
                  undo()
                  editor.current?.insert(html)
                }
              : undefined
          }
          onRemove={remove}
          onClose={() => setLast(undefined)}
        />
      </div>
    </div>
  )
}
