import { append, type Element } from '../../domain/body/tree.ts'
import type { Maker } from './html-text.ts'
import type { Item } from './model.ts'

/** A list that items may still join. */
interface Open {
  list: string
  element: Element
  item: Element
}

/** Puts items into lists: into one that is open where Word counts them as its own, else into a new one. */
export class OpenLists {
  readonly #maker: Maker
  #open: Open[] = []

  constructor(maker: Maker) {
    this.#maker = maker
  }

  /** Whatever is no item ends every list. */
  end(): void {
    this.#open = []
  }

  /** The element of an item; `addList` is given each new list of the outermost level. */
  next(item: Item, addList: (list: Element) => void): Element {
    const level = Math.min(item.level, this.#open.length)
    const list = `${item.list} ${item.ordered}`
    const made = this.#maker.make('li')
    const known = this.#open[level]
    const element = known?.list === list ? known.element : this.#begin(item, level, addList)
    append(element, [made])
    this.#open = [...this.#open.slice(0, level), { list, element, item: made }]
    return made
  }

  #begin({ ordered, start }: Item, level: number, addList: (list: Element) => void): Element {
    const first = ordered && start !== 1 ? { start: String(start) } : {}
    const made = this.#maker.make(ordered ? 'ol' : 'ul', first)
    const around = this.#open[level - 1]
    if (around) append(around.item, [made])
    else addList(made)
    return made
  }
}
