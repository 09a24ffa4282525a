/** @jsxImportSource react */
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { mediaKinds } from '../../domain/library/formats.ts'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { addressOfFile, type LibraryFile } from '../media/library.ts'
import { upload } from '../media/upload.ts'
import { filesIn, useFiles } from '../media/use-files.ts'
import { PastingField } from '../paste/pasting-field.tsx'
import { readWordFile, type WordArticle } from '../paste/word-file.ts'
import type { TextEditor } from '../text/editor.ts'
import type { PickKind } from '../text/insert-menus.tsx'
import type { MediaSource } from '../text/media-source.ts'
import type { Picked } from '../text/text-field.tsx'
import { useWords } from '../words.tsx'

const MediaPicker = lazy(async () => ({ default: (await import('../media/picker.tsx')).MediaPicker }))

interface BodyFieldProps {
  locale: Locale
  body: string
  error: string | undefined
  isReadOnly: boolean
  /** Grows when `body` was changed by something else than typing, as by a merge. */
  generation: number
  /** `seen`: the generation that the field showed when it was typed. */
  onChange: (body: string, seen: number) => void
  /** A Word file has become the body: its title and summary are for the fields above. */
  onWordFile: (article: WordArticle) => void
  onEditor: (editor: TextEditor | undefined) => void
}

/** Kinds of files of the library among which one is picked. */
const kindsOf = (kind: PickKind) =>
  mediaKinds.filter((each) => each === (kind === 'gallery' ? 'picture' : kind))

/** The body of a text. What comes from outside is written into it once nobody is composing a letter. */
export function BodyField({
  locale,
  body,
  error,
  isReadOnly,
  generation,
  onChange,
  onEditor,
  onWordFile,
}: BodyFieldProps) {
  const { t } = useWords()
  const api = useApi()
  const [first] = useState(body)
  const editor = useRef<TextEditor>(undefined)
  const [asked, setAsked] = useState<{ kind: PickKind; answer: (picked: readonly Picked[]) => void }>()
  const files = useFiles(filesIn(body))
  const media = useMemo<MediaSource>(
    () => ({
      find(id) {
        const file = files.find(id)
        if (!file) return undefined
        const address = addressOfFile(file, 960)
        const { alt, credit } = file.description[locale] ?? {}
        return {
          kind: file.kind,
          title: file.name,
          ...(address && { address }),
          ...(alt && { alt }),
          ...(credit && { credit }),
        }
      },
      subscribe: files.subscribe,
    }),
    [files, locale],
  )
  const shown = useRef(generation)
  useEffect(() => {
    const made = editor.current
    if (!made || generation === shown.current) return
    if (made.read() !== body) made.write(body)
    // It may still wait to be written: what is typed until then is no answer to it.
    if (made.read() === body) shown.current = generation
  }, [generation, body])
  const answer = (picked: readonly LibraryFile[]) => {
    for (const file of picked) files.take(file)
    asked?.answer(
      picked.map(({ id, name, description }) => {
        const alt = description[locale]?.alt
        return { id, title: name, ...(alt && { alt }) }
      }),
    )
    setAsked(undefined)
  }
  return (
    <>
      <p className="label" aria-hidden="true">
        {t('article.body')}
      </p>
      <PastingField
        body={first}
        locale={locale}
        label={t('article.body')}
        readOnly={isReadOnly}
        media={media}
        onChange={() => editor.current && onChange(editor.current.read(), shown.current)}
        onEditor={(made) => {
          editor.current = made
          onEditor(made)
        }}
        upload={async (file, id) => files.take(await upload(api, file, { id }))}
        readWordFile={(file) => readWordFile(api, file)}
        onWordFile={onWordFile}
        onPick={(kind) => new Promise((resolve) => setAsked({ kind, answer: resolve }))}
      />
      {error && <p className="wrong">{error}</p>}
      {asked && (
        <Suspense>
          <MediaPicker
            kinds={kindsOf(asked.kind)}
            isMany={asked.kind === 'gallery'}
            onPick={answer}
            onClose={() => answer([])}
          />
        </Suspense>
      )}
    </>
  )
}
