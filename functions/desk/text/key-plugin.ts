import { baseKeymap, chainCommands } from 'prosemirror-commands'
import { keydownHandler } from 'prosemirror-keymap'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import { type Command, Plugin } from 'prosemirror-state'
import { leaveCaption, selectCaptioned, toFields, toFieldsOfSelected } from './caption-keys.ts'
import { commandOf } from './commands.ts'
import { actOfKeys, isTyping, nameOfKeys, type Request, requestOfKeys } from './keys.ts'
import { intoNote } from './note-keys.ts'
import { schema } from './schema.ts'
import { toCell } from './table-commands.ts'

const { list_item } = schema.nodes

const { Enter, 'Mod-Enter': _, ...base } = baseKeymap

const bound = (...commands: (Command | undefined)[]) =>
  chainCommands(...commands.flatMap((each) => each ?? []))

/** Keys that every program has. Within words Backspace is the browser's own: ways of typing Vietnamese live by it. */
const usual: Record<string, Command> = {
  ...base,
  Enter: bound(toFieldsOfSelected, leaveCaption, splitListItem(list_item), Enter),
  Backspace: bound(selectCaptioned, base.Backspace),
  ArrowLeft: intoNote(-1),
  ArrowRight: intoNote(1),
  'Shift-Backspace': bound(selectCaptioned, base.Backspace),
}

const handleUsual = keydownHandler(usual)

const tab = {
  forward: chainCommands(toCell(1), sinkListItem(list_item)),
  back: chainCommands(toCell(-1), toFields, liftListItem(list_item)),
}

interface KeyOptions {
  isMac: boolean
  onRequest: (request: Request) => void
  /** Tab leaves the text from now on, or does what it does in a table and a list again. */
  onLeaving: (isLeaving: boolean) => void
}

const isModifier = ({ key }: KeyboardEvent) => ['Control', 'Shift', 'Alt', 'Meta'].includes(key)

/** Acts by their keys; Tab in tables and lists; Escape, after which Tab leaves the text wherever the caret is. */
export function keyPlugin({ isMac, onRequest, onLeaving }: KeyOptions): Plugin {
  let isLeaving = false
  const leave = (is: boolean) => {
    if (is !== isLeaving) onLeaving(is)
    isLeaving = is
  }
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (isTyping(event) || isModifier(event)) return false
        const isTab = event.code === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey
        if (isTab && isLeaving) return false
        if (event.code === 'Escape') {
          leave(true)
          return true
        }
        leave(false)
        if (isTab) return (event.shiftKey ? tab.back : tab.forward)(view.state, view.dispatch, view)
        const keys = nameOfKeys(event, isMac)
        const request = keys && requestOfKeys.get(keys)
        if (request) {
          onRequest(request)
          return true
        }
        const act = keys && actOfKeys.get(keys)
        // What cannot be done here is not given to the browser, which would do something else; a row can be added in a table only.
        if (act) return commandOf(act)(view.state, view.dispatch, view) || act !== 'addRow'
        return handleUsual(view, event)
      },
      handleDOMEvents: {
        blur: () => {
          leave(false)
          return false
        },
      },
    },
  })
}
