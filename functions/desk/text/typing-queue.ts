import type { EditorView } from 'prosemirror-view'

/** Until the editor has read the last letters of a composition out of the page, milliseconds. */
const settled = 50

/**
 * What must wait until nobody is in the middle of a word. A change of the block in which letters are being composed ends the
 * composition and writes them twice.
 */
export class TypingQueue {
  #waiting: (() => void)[] = []
  readonly #view: EditorView
  readonly #flush = () => {
    setTimeout(() => this.#run(), settled)
  }

  constructor(view: EditorView) {
    this.#view = view
    view.dom.addEventListener('compositionend', this.#flush)
    // A composition can end without saying so, when its window loses the focus.
    view.dom.addEventListener('blur', this.#flush)
  }

  /** Runs it now, or as soon as the word is finished; in the order in which they were asked for. */
  run(task: () => void): void {
    if (this.#view.composing || this.#waiting.length > 0) this.#waiting.push(task)
    else task()
  }

  #run(): void {
    if (this.#view.isDestroyed || this.#view.composing) return
    for (const task of this.#waiting.splice(0)) task()
  }

  destroy(): void {
    this.#waiting = []
    this.#view.dom.removeEventListener('compositionend', this.#flush)
    this.#view.dom.removeEventListener('blur', this.#flush)
  }
}
