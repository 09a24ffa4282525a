import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { printWhole } from '../../../functions/desk/text/body.ts'
import { boxOf } from '../../../functions/desk/text/body-form.ts'
import { actNames } from '../../../functions/desk/text/commands.ts'
import { editorOf, type TextEditor, type TextEditorOptions } from '../../../functions/desk/text/editor.ts'
import { hasSameContent } from '../../../functions/desk/text/same-content.ts'
import { createView } from '../../../functions/desk/text/view.ts'
import { loadWords, translator } from '../../../functions/desk/words.tsx'

/** A page with the text editor and nothing else, built for tests: what they call stands in `window.desk`. */

const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs='

const log = { violations: [] as string[], changes: 0, requests: [] as string[], leaving: [] as boolean[] }
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  log.violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
)

await loadWords('vi')
const options: TextEditorOptions = {
  body: '',
  locale: 'vi',
  label: 'Nội dung',
  placeholder: 'Viết ở đây',
  t: translator('vi'),
  media: {
    find: (id) =>
      id === '4k7m2p9x1a' ? { kind: 'picture', title: 'cong-so.jpg', address: pixel } : undefined,
  },
  onChange: () => {
    log.changes += 1
  },
  onRequest: (request) => log.requests.push(request),
  onLeaving: (is) => log.leaving.push(is),
}

let view: EditorView
let editor: TextEditor

/** Puts a new editor in place of the one before. */
function open(body: string): void {
  log.requests = []
  log.leaving = []
  editor?.destroy()
  const field = document.createElement('div')
  document.getElementById('text')?.replaceChildren(field)
  view = createView(field, { ...options, body })
  editor = editorOf(view, { ...options, body })
}
open('')

/** Whatever changes a text without being told more; undefined types. */
const shaken = [...actNames, undefined]

const textOf = () => view.state.doc.textBetween(0, view.state.doc.content.size, '|', '□')

function placeCaret(at: number): void {
  view.focus()
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)))
}

const desk = {
  log,
  open,
  get editor() {
    return editor
  },
  get view() {
    return view
  },
  /** What each body comes to when it is opened and read at once, and what is open as it is. */
  roundTrip: (bodies: string[]) =>
    bodies.map((body) => {
      open(body)
      const opaque = view.state.doc.children.filter(({ type }) => type.name === 'opaque').length
      return { read: editor.read(), opaque }
    }),
  text: textOf,
  /** Puts the caret before, after or into the middle of words. */
  caret(words: string, where: 'before' | 'after' | 'inside'): void {
    let at = -1
    view.state.doc.descendants((node, start) => {
      const index = at < 0 && node.isText ? (node.text ?? '').indexOf(words) : -1
      const offset = { before: 0, after: words.length, inside: Math.floor(words.length / 2) }[where]
      if (index >= 0) at = start + index + offset
    })
    placeCaret(at)
  },
  /** Puts the caret into the first empty block of this type, or that stands in one of it. */
  caretInEmpty(type: string): void {
    let at = -1
    view.state.doc.descendants((node, start, parent) => {
      const is = node.type.name === type || parent?.type.name === type
      if (at < 0 && node.isTextblock && node.content.size === 0 && is) at = start + 1
    })
    placeCaret(at)
  },
  /** Does things at places of a body; what is read of it then, block by block and as a whole. */
  shake({ body, done }: { body: string; done: [act: number, place: number, length: number][] }) {
    open(body)
    for (const [act, place, length] of done) {
      const { doc } = view.state
      const from = Math.round(place * doc.content.size)
      const to = Math.min(doc.content.size, from + length)
      const selection = TextSelection.between(doc.resolve(from), doc.resolve(to))
      view.dispatch(view.state.tr.setSelection(selection))
      const command = shaken[act % shaken.length]
      if (command) editor.run(command)
      else view.dispatch(view.state.tr.insertText(' a', from))
    }
    const read = editor.read()
    const whole = printWhole(view.state.doc)
    return { read, whole, isSame: hasSameContent(boxOf(read), boxOf(whole)), done }
  },
  select(words: string): void {
    desk.caret(words, 'before')
    const { doc, selection, tr } = view.state
    view.dispatch(tr.setSelection(TextSelection.create(doc, selection.from, selection.from + words.length)))
  },
}

export type EditorPage = typeof desk

Object.assign(window, { desk })
