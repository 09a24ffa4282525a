/** @jsxImportSource react */
import type { Board } from './board.ts'
import { type Line as CalendarLine, isEntry, isRelease, isSlot } from './entries.ts'
import { Entry } from './entry.tsx'
import { Look } from './look.tsx'
import { Release } from './release.tsx'
import { Slot } from './slot.tsx'

interface LineProps {
  line: CalendarLine
  board: Board
  isWide?: boolean
}

/** Whatever stands in a day. */
export function Line({ line, board, isWide = false }: LineProps) {
  if (isRelease(line)) return <Release release={line} board={board} isWide={isWide} />
  if (isEntry(line)) return <Entry entry={line} board={board} isWide={isWide} />
  if (isSlot(line)) return <Slot slot={line} board={board} isWide={isWide} />
  return <Look look={line} isWide={isWide} />
}
