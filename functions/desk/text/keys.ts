import type { Act } from './commands.ts'

/**
 * Keys of the editor, by where they lie (`event.code`): no way of typing Vietnamese changes that. None is a single letter,
 * nor a modifier alone.
 */
export const actKeys: Partial<Record<Act, readonly string[]>> = {
  strong: ['Mod+KeyB'],
  em: ['Mod+KeyI'],
  u: ['Mod+KeyU'],
  s: ['Mod+Shift+KeyX'],
  sub: ['Mod+Comma'],
  sup: ['Mod+Period'],
  paragraph: ['Mod+Alt+Digit0'],
  heading2: ['Mod+Alt+Digit2'],
  heading3: ['Mod+Alt+Digit3'],
  heading4: ['Mod+Alt+Digit4'],
  orderedList: ['Mod+Shift+Digit7'],
  bulletList: ['Mod+Shift+Digit8'],
  quote: ['Mod+Shift+Digit9'],
  break: ['Shift+Enter', 'Shift+NumpadEnter'],
  note: ['Mod+Alt+KeyF'],
  moveUp: ['Alt+Shift+ArrowUp'],
  moveDown: ['Alt+Shift+ArrowDown'],
  addRow: ['Mod+Enter'],
  undo: ['Mod+KeyZ'],
  redo: ['Mod+KeyY', 'Mod+Shift+KeyZ'],
}

/** What is asked for around the text: a dialog, a bar, another place. */
export const requestKeys = {
  link: ['Mod+KeyK'],
  replace: ['Mod+KeyH'],
  toolbar: ['Alt+F10'],
} as const satisfies Record<string, readonly string[]>

export type Request = keyof typeof requestKeys

/** Whether a key belongs to a way of typing that is in the middle of a word. */
export const isTyping = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

export interface Pressed {
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  getModifierState?: (key: string) => boolean
}

/** `Mod+Shift+Digit7`: `Mod` is the Command key of a Mac and the Control key of any other machine. */
export function nameOfKeys(event: Pressed, isMac: boolean): string | undefined {
  // A letter of a European keyboard, though it comes as Control and Alt.
  if (event.getModifierState?.('AltGraph')) return undefined
  const { ctrlKey, metaKey, altKey, shiftKey, code } = event
  const [mod, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  if (other) return undefined
  return [...(mod ? ['Mod'] : []), ...(altKey ? ['Alt'] : []), ...(shiftKey ? ['Shift'] : []), code].join('+')
}

const signs: Record<string, string> = { Comma: ',', Period: '.', Slash: '/', ArrowUp: '↑', ArrowDown: '↓' }

/** Keys as they are written on them: `Ctrl+Shift+7`, `⇧⌘7`. */
export function shownKeys(keys: string, isMac: boolean): string {
  const parts = keys.split('+').map((part) => signs[part] ?? part.replace(/^(?:Key|Digit)/u, ''))
  if (!isMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+')
  const mac: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
  return parts.map((part) => mac[part] ?? part).join('')
}

/** The act of each combination of keys. */
export const actOfKeys: ReadonlyMap<string, Act> = new Map(
  // Object.entries forgets that the names are exactly these.
  (Object.entries(actKeys) as [Act, readonly string[]][]).flatMap(([act, keys]) =>
    keys.map((each) => [each, act] as const),
  ),
)

export const requestOfKeys: ReadonlyMap<string, Request> = new Map(
  (Object.entries(requestKeys) as [Request, readonly string[]][]).flatMap(([request, keys]) =>
    keys.map((each) => [each, request] as const),
  ),
)
