/** @jsxImportSource react */
import { useCallback, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useWords } from '../words.tsx'
import { EmbedDialog, LinkDialog, TableDialog } from './dialogs.tsx'
import { createTextEditor, type TextEditor } from './editor.ts'
import { FindBar } from './find-bar.tsx'
import { InsertMenus, type PickKind } from './insert-menus.tsx'
import type { Request } from './keys.ts'
import type { MediaSource } from './media-source.ts'
import type { PasteRule } from './paste-plugin.ts'
import { Toolbar } from './toolbar.tsx'
import { ToolbarStore } from './toolbar-state.ts'

/** A file that was picked in the library. */
export interface Picked {
  id: string
  title: string
  /** What a picture shows, as the library says it. */
  alt?: string
}

export interface TextFieldProps {
  /** What the field begins with. Later changes go through the editor, so that nobody's typing is undone. */
  body: string
  /** Of the text, which need not be that of the desk. */
  locale: string
  label: string
  readOnly?: boolean
  media: MediaSource
  paste?: PasteRule
  onChange: () => void
  /** The editor once it is there; undefined when it has gone. */
  onEditor?: (editor: TextEditor | undefined) => void
  /** Lets somebody pick files of the library; an empty list where they think better of it. */
  onPick?: (kind: PickKind) => Promise<readonly Picked[]>
}

/** Languages that news of foreign affairs quotes; any other can be pasted with its tag. */
const quoted = ['vi', 'en', 'fr', 'de', 'ru', 'zh', 'ja', 'ko', 'lo', 'km', 'th', 'es']

type Asked = 'link' | 'table' | 'embed' | 'replace'

const tags = { picture: 'img', gallery: 'img', audio: 'audio', video: 'video' } as const

function insertPicked(editor: TextEditor, kind: PickKind, picked: readonly Picked[]): void {
  const [first] = picked
  if (!first) return
  if (kind === 'document') {
    editor.run('link', { href: `media:${first.id}`, text: first.title })
    return
  }
  const files = picked.map(({ id, alt }) => ({ id, tag: tags[kind], alt: alt || null }))
  if (kind === 'gallery') editor.run('gallery', files)
  else for (const file of files) editor.run('file', file)
}

/** The text of an article with its toolbar. */
export function TextField(props: TextFieldProps) {
  const { locale, label, readOnly = false, onPick } = props
  const { t } = useWords()
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const toolbar = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<TextEditor>()
  const [asked, setAsked] = useState<Asked>()
  const [isLeaving, setLeaving] = useState(false)
  const current = useRef<TextEditor>(undefined)
  const [store] = useState(() => new ToolbarStore(() => current.current))
  const state = useSyncExternalStore(store.subscribe, store.read)
  // What the editor calls is always the newest, though it was made with the first.
  const latest = useRef({ ...props, t })
  latest.current = { ...props, t }

  const ask = useCallback((request: Request) => {
    if (request === 'toolbar') toolbar.current?.querySelector('button')?.focus()
    else setAsked(request)
  }, [])

  useEffect(() => {
    const node = place.current
    if (!node) return
    const field = document.createElement('div')
    node.append(field)
    const { body, label, media, paste } = latest.current
    const made = createTextEditor(field, {
      body,
      locale,
      label,
      describedBy: `${id}-keys`,
      placeholder: latest.current.t('text.placeholder'),
      t: latest.current.t,
      media,
      ...(paste && { paste }),
      onChange: () => latest.current.onChange(),
      onState: store.changed,
      onRequest: ask,
      onLeaving: setLeaving,
    })
    current.current = made
    setEditor(made)
    store.changed()
    latest.current.onEditor?.(made)
    return () => {
      latest.current.onEditor?.(undefined)
      current.current = undefined
      made.destroy()
      field.remove()
    }
  }, [id, locale, store, ask])

  useEffect(() => {
    editor?.speak({ t, label, placeholder: t('text.placeholder') })
  }, [editor, t, label])
  useEffect(() => {
    editor?.setReadOnly(readOnly)
    store.changed()
  }, [editor, readOnly, store])

  const close = () => setAsked(undefined)
  const { active, enabled, isInTable } = state
  const hasLibrary = onPick !== undefined
  // Thirty buttons with their tips are not drawn again for every letter.
  const tools = useMemo(() => {
    if (!editor || readOnly) return undefined
    const pick = async (kind: PickKind) => {
      const picked = await latest.current.onPick?.(kind)
      // After the library has closed and given the focus back.
      setTimeout(() => current.current && picked && insertPicked(current.current, kind, picked))
    }
    return (
      <Toolbar
        state={{ active, enabled }}
        toolbarRef={toolbar}
        run={(act) => editor.run(act)}
        ask={ask}
        back={editor.focus}
        menus={
          <InsertMenus
            state={{ active, enabled, isInTable }}
            run={(act) => editor.run(act)}
            pick={hasLibrary ? (kind) => void pick(kind) : undefined}
            onTable={() => setAsked('table')}
            onEmbed={() => setAsked('embed')}
            setLanguage={(lang) => editor.run('lang', lang)}
            languages={quoted.filter((lang) => lang !== locale)}
          />
        }
      />
    )
  }, [editor, readOnly, active, enabled, isInTable, hasLibrary, locale, ask])
  return (
    <div className="text-field">
      {tools}
      {editor && asked === 'replace' && (
        <FindBar
          editor={editor}
          found={state.found}
          initial={editor.link().text}
          lang={locale}
          onClose={close}
        />
      )}
      <div id={id} ref={place} />
      <p id={`${id}-keys`} className={readOnly ? 'hint' : 'hint text-keys'}>
        {readOnly ? t('text.readOnly') : t('text.keys')}
      </p>
      <p className="hint">{t('text.counts', { ...state.counts })}</p>
      <p role="status" className="vh">
        {isLeaving && t('text.leaving')}
      </p>
      {editor && asked === 'link' && (
        <LinkDialog
          link={editor.link()}
          lang={locale}
          onClose={close}
          onLink={(link) => setTimeout(() => editor.run('link', link))}
          onRemove={() => setTimeout(() => editor.run('unlink'))}
        />
      )}
      {editor && asked === 'table' && (
        <TableDialog onClose={close} onTable={(size) => setTimeout(() => editor.run('table', size))} />
      )}
      {editor && asked === 'embed' && (
        <EmbedDialog
          lang={locale}
          onClose={close}
          onEmbed={(video) => {
            const can = editor.can('embed', video)
            if (can) setTimeout(() => editor.run('embed', video))
            return can
          }}
        />
      )}
    </div>
  )
}
