import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import { history } from 'prosemirror-history'
import { EditorState, type Plugin } from 'prosemirror-state'
import { tableEditing } from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import type { Translate } from '../words.tsx'
import { beginPlugin } from './begin-plugin.ts'
import { readBody } from './body.ts'
import { composedPlugin } from './composed-plugin.ts'
import { findPlugin } from './find-plugin.ts'
import { framePlugin } from './frame-plugin.ts'
import { isMac } from './is-mac.ts'
import { keyPlugin } from './key-plugin.ts'
import type { Request } from './keys.ts'
import type { MediaSource } from './media-source.ts'
import { notedPlugin } from './noted-plugin.ts'
import { type PasteRule, pastePlugin } from './paste-plugin.ts'
import { nodeViews } from './views.ts'

/** What is said of the field, and in it: it follows the language of the desk. */
export interface Speech {
  t: Translate
  /** What the field is called. */
  label: string
  placeholder?: string
}

export interface TextEditorOptions extends Speech {
  body: string
  /** Of the text, which need not be that of the desk. */
  locale: string
  /** Id of the element that says which keys there are. */
  describedBy?: string
  readOnly?: boolean
  media: MediaSource
  paste?: PasteRule
  /** Something was written. */
  onChange: () => void
  /** The selection or the text is another. */
  onState?: () => void
  /** A key asks for what stands around the text: the dialog of a link, the bar of a search, the toolbar. */
  onRequest?: (request: Request) => void
  /** Escape was pressed: Tab leaves the text now. */
  onLeaving?: (isLeaving: boolean) => void
}

function pluginsFor({ paste, onRequest, onLeaving }: TextEditorOptions): Plugin[] {
  return [
    keyPlugin({
      isMac,
      onRequest: (request) => onRequest?.(request),
      onLeaving: (isLeaving) => onLeaving?.(isLeaving),
    }),
    beginPlugin,
    pastePlugin(paste),
    composedPlugin,
    framePlugin,
    findPlugin,
    notedPlugin,
    tableEditing(),
    // Drawn by the page's own style.
    dropCursor({ color: false, class: 'drop-cursor' }),
    gapCursor(),
    history({ newGroupDelay: 800 }),
  ]
}

/** The mark of a transaction that the editor was told to make: it is no work of whoever writes. */
export const written = 'written'

/** The part of a view that speaks. */
export function spoken({ t, label, placeholder = '' }: Speech, options: TextEditorOptions) {
  const { locale, describedBy, media } = options
  return {
    attributes: {
      class: 'text-body',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label,
      'data-placeholder': placeholder,
      lang: locale,
      spellcheck: 'true',
      ...(describedBy && { 'aria-describedby': describedBy }),
    },
    nodeViews: nodeViews({ media, t }),
  }
}

/** What is kept free around the caret, pixels. */
const room = { top: 120, right: 0, bottom: 60, left: 0 }

/** What is shown of a text, and edited, at `node`. */
export function createView(node: HTMLElement, options: TextEditorOptions): EditorView {
  const { body, readOnly = false, onChange, onState } = options
  const start = EditorState.create({ doc: readBody(body), plugins: pluginsFor(options) })
  const view: EditorView = new EditorView(
    { mount: node },
    {
      // The first transaction gives the text its end.
      state: start.applyTransaction(start.tr.setMeta('addToHistory', false)).state,
      editable: () => !readOnly,
      // The toolbar covers the first lines of a text that is scrolled.
      scrollThreshold: room,
      scrollMargin: room,
      ...spoken(options, options),
      dispatchTransaction(tr) {
        const { state, transactions } = view.state.applyTransaction(tr)
        view.updateState(state)
        if (transactions.some(({ docChanged }) => docChanged) && tr.getMeta(written) !== true) onChange()
        onState?.()
      },
    },
  )
  return view
}
