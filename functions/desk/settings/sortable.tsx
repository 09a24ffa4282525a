/** @jsxImportSource react */
import { type ReactNode, useState } from 'react'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'

interface SortableProps<Item> {
  items: readonly Item[]
  keyOf: (item: Item) => string
  /** What each is called, for whoever does not see where it stands. */
  nameOf: (item: Item) => string
  onChange: (items: Item[]) => void
  /** What else can be done with one. */
  acts?: (item: Item, index: number) => ReactNode
  children: (item: Item, index: number) => ReactNode
}

/** A list that is put in order: by two buttons, which keys and fingers reach, or by dragging a row at its handle. */
export function Sortable<Item>({ items, keyOf, nameOf, onChange, acts, children }: SortableProps<Item>) {
  const { t } = useWords()
  const tell = useTell()
  // The row that may be dragged: elsewhere in it, text is selected.
  const [held, setHeld] = useState<string>()
  const [over, setOver] = useState<string>()
  const move = (from: number, to: number) => {
    const moved = items[from]
    if (moved === undefined) return
    const place = Math.max(0, Math.min(items.length - 1, to))
    if (place !== from) onChange(items.toSpliced(from, 1).toSpliced(place, 0, moved))
    tell(t('settings.sortable.placed', { name: nameOf(moved), place: place + 1, count: items.length }))
  }
  return (
    <ol className="sortable">
      {items.map((item, index) => {
        const key = keyOf(item)
        return (
          <li
            key={key}
            className={key === over && key !== held ? 'over' : ''}
            draggable={held === key}
            onDragEnd={() => {
              setHeld(undefined)
              setOver(undefined)
            }}
            onDragOver={(event) => {
              if (held === undefined) return
              event.preventDefault()
              setOver(key)
            }}
            onDrop={(event) => {
              event.preventDefault()
              move(
                items.findIndex((each) => keyOf(each) === held),
                index,
              )
            }}
          >
            <div className="sortable-acts">
              <span
                className="handle"
                aria-hidden="true"
                title={t('settings.sortable.drag')}
                onPointerDown={() => setHeld(key)}
                onPointerUp={() => setHeld(undefined)}
              >
                <Icon name="grip" />
              </span>
              <Button
                look="quiet"
                aria-label={t('settings.sortable.up', { name: nameOf(item) })}
                onPress={() => move(index, index - 1)}
              >
                <Icon name="up" />
              </Button>
              <Button
                look="quiet"
                aria-label={t('settings.sortable.down', { name: nameOf(item) })}
                onPress={() => move(index, index + 1)}
              >
                <Icon name="down" />
              </Button>
              {acts?.(item, index)}
            </div>
            <div className="sortable-row">{children(item, index)}</div>
          </li>
        )
      })}
    </ol>
  )
}
