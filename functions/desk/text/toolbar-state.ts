import type { Act, CommandName } from './commands.ts'
import { actNames } from './commands.ts'
import type { Counts } from './counts.ts'
import type { TextEditor } from './editor.ts'

/** What the toolbar and the line below a text say of it. */
export interface ToolbarState {
  active: readonly CommandName[]
  enabled: readonly Act[]
  isInTable: boolean
  counts: Counts
  found: { count: number; current: number }
}

const withState: readonly CommandName[] = [...actNames, 'link', 'lang']

export const emptyState: ToolbarState = {
  active: [],
  enabled: [],
  isInTable: false,
  counts: { words: 0, characters: 0 },
  found: { count: 0, current: 0 },
}

function stateOf(editor: TextEditor): ToolbarState {
  return {
    active: withState.filter((name) => editor.isActive(name)),
    enabled: actNames.filter((name) => editor.can(name)),
    isInTable: editor.can('deleteTable'),
    counts: editor.counts(),
    found: editor.found(),
  }
}

/** The very list that there was, where it says the same: what shows it need not be drawn again for it. */
function kept<Of>(before: readonly Of[], now: readonly Of[]): readonly Of[] {
  return before.length === now.length && before.every((each, index) => each === now[index]) ? before : now
}

/** The state of an editor as React reads it: looked at once a frame at most, and told only when it is another. */
export class ToolbarStore {
  #state = emptyState
  #written = JSON.stringify(emptyState)
  #frame: number | undefined
  readonly #listeners = new Set<() => void>()
  readonly editor: () => TextEditor | undefined

  constructor(editor: () => TextEditor | undefined) {
    this.editor = editor
  }

  readonly read = () => this.#state

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly changed = () => {
    this.#frame ??= requestAnimationFrame(() => this.#look())
  }

  #look(): void {
    this.#frame = undefined
    const editor = this.editor()
    const state = editor ? stateOf(editor) : emptyState
    const writtenNow = JSON.stringify(state)
    if (writtenNow === this.#written) return
    this.#written = writtenNow
    const { active, enabled } = this.#state
    this.#state = { ...state, active: kept(active, state.active), enabled: kept(enabled, state.enabled) }
    for (const listener of this.#listeners) listener()
  }
}
