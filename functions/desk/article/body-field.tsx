/** @jsxImportSource react */
import { useEffect, useRef } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { addressOfFile } from '../media/library.ts'
import { useFiles } from '../media/use-files.ts'
import { createTextEditor, type TextEditor } from '../text/editor.ts'
import { useWords } from '../words.tsx'

interface BodyFieldProps {
  locale: Locale
  body: string
  error: string | undefined
  isReadOnly: boolean
  onChange: (body: string) => void
}

/** Files that a body names. */
const filesIn = (body: string) => [
  ...new Set([...body.matchAll(/"media:([0-9a-z]{10})"/gu)].map(([, id = '']) => id)),
]

/** The body of a text. What comes from outside is written into it only where it says something else. */
export function BodyField({ locale, body, error, isReadOnly, onChange }: BodyFieldProps) {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<TextEditor>(undefined)
  const files = useFiles(filesIn(body))
  const latest = useRef({ body, onChange })
  latest.current = { body, onChange }
  useEffect(() => {
    const node = place.current
    if (!node) return
    const made = createTextEditor(node, {
      body: latest.current.body,
      locale,
      label: t('article.body'),
      readOnly: isReadOnly,
      t,
      media: {
        find(id) {
          const file = files.find(id)
          const address = file && addressOfFile(file, 960)
          return (
            file && {
              kind: file.kind,
              title: file.name,
              ...(address && { address }),
              ...(file.description[locale]?.alt && { alt: file.description[locale]?.alt }),
            }
          )
        },
        subscribe: files.subscribe,
      },
      onChange: () => latest.current.onChange(made.read()),
    })
    editor.current = made
    return () => made.destroy()
  }, [locale, isReadOnly, t, files])
  useEffect(() => {
    if (editor.current && editor.current.read() !== body) editor.current.write(body)
  }, [body])
  return (
    <div className="field">
      <span className="label">{t('article.body')}</span>
      <div ref={place} />
      {error && <p className="wrong">{error}</p>}
    </div>
  )
}
