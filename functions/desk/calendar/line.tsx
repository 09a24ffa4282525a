/** @jsxImportSource react */
import type { Board } from './board.ts'
import { type Line as CalendarLine, isLook } from './entries.ts'
import { Entry } from './entry.tsx'
import { Look } from './look.tsx'

interface LineProps {
  line: CalendarLine
  board: Board
  isWide?: boolean
}

/** Whatever stands in a day. */
export function Line({ line, board, isWide = false }: LineProps) {
  return isLook(line) ? (
    <Look look={line} isWide={isWide} />
  ) : (
    <Entry entry={line} board={board} isWide={isWide} />
  )
}
