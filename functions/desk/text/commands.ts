import { toggleMark } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import type { MarkType } from 'prosemirror-model'
import { liftListItem, sinkListItem } from 'prosemirror-schema-list'
import type { Command, EditorState } from 'prosemirror-state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowBefore,
  deleteColumn,
  mergeCells,
  splitCell,
} from 'prosemirror-tables'
import {
  isHeadingOf,
  isInList,
  isInQuote,
  moveBlock,
  startList,
  toggleList,
  toggleQuote,
  toHeading,
  toParagraph,
} from './block-commands.ts'
import { toFields } from './caption-keys.ts'
import {
  describeFile,
  insertEmbed,
  insertFile,
  insertGallery,
  insertNote,
  insertRule,
} from './insert-commands.ts'
import { removeLink, setLanguage, setLink } from './link-commands.ts'
import { schema } from './schema.ts'
import { addRow, deleteRows, deleteTable, hasHead, insertTable, toggleHead } from './table-commands.ts'

const { strong, em, u, s, sub, sup, cite, code, link, lang } = schema.marks
const { list_item, bullet_list, ordered_list, hard_break } = schema.nodes

const toggle = (type: MarkType): Command => toggleMark(type, null, { includeWhitespace: true })

/** A line break within a block. */
const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false
  if (dispatch) dispatch(state.tr.replaceSelectionWith(hard_break.create(), true).scrollIntoView())
  return true
}

/** What can be done without being told more. */
const acts = {
  strong: toggle(strong),
  em: toggle(em),
  u: toggle(u),
  s: toggle(s),
  sub: toggle(sub),
  sup: toggle(sup),
  cite: toggle(cite),
  code: toggle(code),
  paragraph: toParagraph,
  heading2: toHeading(2),
  heading3: toHeading(3),
  heading4: toHeading(4),
  bulletList: toggleList(bullet_list),
  orderedList: toggleList(ordered_list),
  indent: sinkListItem(list_item),
  outdent: liftListItem(list_item),
  quote: toggleQuote,
  rule: insertRule,
  break: breakLine,
  note: insertNote,
  fields: toFields,
  unlink: removeLink,
  moveUp: moveBlock(-1),
  moveDown: moveBlock(1),
  addRow,
  addRowBefore,
  addColumnBefore,
  addColumnAfter,
  deleteRow: deleteRows,
  deleteColumn,
  deleteTable,
  mergeCells,
  splitCell,
  headRow: toggleHead('row'),
  headColumn: toggleHead('column'),
  undo,
  redo,
} satisfies Record<string, Command>

/** What must be told what, or where to. */
const actsWith = {
  link: setLink,
  lang: setLanguage,
  table: insertTable,
  startList,
  file: insertFile,
  gallery: insertGallery,
  embed: insertEmbed,
  describe: describeFile,
}

export type Act = keyof typeof acts
export type ActWith = keyof typeof actsWith
export type CommandName = Act | ActWith
export type ArgumentsOf<Name extends CommandName> = Name extends ActWith
  ? Parameters<(typeof actsWith)[Name]>
  : []

/** Names of all that can be done without being told more. */
export const actNames = Object.keys(acts).filter((name): name is Act => Object.hasOwn(acts, name))

const isAct = (name: CommandName): name is Act => Object.hasOwn(acts, name)

export function commandOf<Name extends CommandName>(name: Name, ...given: ArgumentsOf<Name>): Command {
  if (isAct(name)) return acts[name]
  // The arguments belong to the name; a lookup by name forgets that.
  const make = actsWith[name as ActWith] as (...args: unknown[]) => Command
  return make(...given)
}

const hasMark = (type: MarkType) => (state: EditorState) => {
  const { from, $from, to, empty } = state.selection
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
  return state.doc.rangeHasMark(from, to, type)
}

const isHeading = [2, 3, 4].map(isHeadingOf)

/** What is on at the selection, of all that is on or off. */
const active: Partial<Record<CommandName, (state: EditorState) => boolean>> = {
  strong: hasMark(strong),
  em: hasMark(em),
  u: hasMark(u),
  s: hasMark(s),
  sub: hasMark(sub),
  sup: hasMark(sup),
  cite: hasMark(cite),
  code: hasMark(code),
  link: hasMark(link),
  lang: hasMark(lang),
  paragraph: (state) => !isHeading.some((is) => is(state)),
  heading2: isHeadingOf(2),
  heading3: isHeadingOf(3),
  heading4: isHeadingOf(4),
  bulletList: isInList(bullet_list),
  orderedList: isInList(ordered_list),
  quote: isInQuote,
  headRow: hasHead('row'),
  headColumn: hasHead('column'),
}

export function isActive(state: EditorState, name: CommandName): boolean {
  return active[name]?.(state) ?? false
}
