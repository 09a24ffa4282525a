import { closeHistory } from 'prosemirror-history'
import { DOMParser, type Node, Slice } from 'prosemirror-model'
import { Plugin, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { cleanBody } from '../../domain/body/clean.ts'
import { boxOf, toEditedForm } from './body-form.ts'
import { setLink } from './link-commands.ts'
import { schema } from './schema.ts'

/** What the clipboard, or what is dropped, holds. */
export interface Pasted {
  html: string
  text: string
  files: readonly File[]
  /** Asked for as plain text (Ctrl+Shift+V). */
  isPlain: boolean
}

/** What comes into the text instead; undefined where it is dealt with elsewhere. */
export type PasteRule = (pasted: Pasted) => { html: string } | undefined

const parser = DOMParser.fromSchema(schema)

const isRunning = (node: Node | null) => node?.type === schema.nodes.paragraph

/** Blocks of a body, the ends of which join the text around them where they are paragraphs. */
export function sliceOf(html: string): Slice {
  const body = boxOf(cleanBody(html))
  toEditedForm(body)
  const { content } = parser.parse(body, { preserveWhitespace: 'full' })
  return new Slice(content, isRunning(content.firstChild) ? 1 : 0, isRunning(content.lastChild) ? 1 : 0)
}

export function insertHtml(view: EditorView, html: string): void {
  const tr = view.state.tr.replaceSelection(sliceOf(html))
  // One undo takes it back, and nothing else.
  view.dispatch(closeHistory(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste')))
}

/** Paragraphs of plain text: an empty line ends one, and a line break stays one. */
function htmlOfText(text: string): string {
  const body = boxOf('')
  for (const part of text.replace(/\r\n?/gu, '\n').split(/\n{2,}/u)) {
    const paragraph = body.ownerDocument.createElement('p')
    part.split('\n').forEach((line, index) => {
      if (index > 0) paragraph.append(body.ownerDocument.createElement('br'))
      paragraph.append(line)
    })
    body.append(paragraph)
  }
  return body.innerHTML
}

const plain: PasteRule = ({ html, text, isPlain }) => ({ html: html && !isPlain ? html : htmlOfText(text) })

const isAddress = (text: string) => /^(?:https?:\/\/|www\.|mailto:)\S+$/iu.test(text)

/** Whether the editor itself wrote this HTML into the clipboard. */
const isOwn = (html: string) => /\bdata-pm-slice=/u.test(html)

/**
 * What was copied here comes back as it was; everything else goes through `rule`, and through the rules of a body. It is taken
 * before ProseMirror reads it, whose parser would be reported to the page's policy for every style in it.
 */
export function pastePlugin(rule: PasteRule = plain): Plugin {
  let isPlain = false
  const take = (view: EditorView, data: DataTransfer): void => {
    const text = data.getData('text/plain')
    // An address over words makes a link of them.
    const { $from, $to, empty } = view.state.selection
    if (!empty && $from.sameParent($to) && isAddress(text.trim()))
      if (setLink({ href: text.trim() })(view.state, view.dispatch)) return
    const found = rule({ html: data.getData('text/html'), text, files: [...data.files], isPlain })
    if (found) insertHtml(view, found.html)
  }
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_, event) => {
          isPlain = event.code === 'KeyV' && event.shiftKey
          return false
        },
        paste(view, event) {
          const data = event.clipboardData
          if (!view.editable || !data || (!isPlain && isOwn(data.getData('text/html')))) return false
          event.preventDefault()
          take(view, data)
          return true
        },
        drop(view, event) {
          const data = event.dataTransfer
          if (!view.editable || !data || view.dragging || isOwn(data.getData('text/html'))) return false
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          event.preventDefault()
          if (!at) return true
          const { tr } = view.state
          view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at.pos))))
          take(view, data)
          return true
        },
      },
    },
  })
}
