/** @jsxImportSource react */
import { type DragEvent, useState } from 'react'
import { shortDate } from '../../domain/dates.ts'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import type { Board } from './board.ts'

/** `Thứ Sáu, 27/11/2026` of a day. */
export function useDayName(): (day: string) => string {
  const { locale } = useWords()
  const { weekday } = useWhen()
  return (day) => {
    const noon = `${day}T05:00:00Z`
    return `${weekday(new Date(noon))}, ${shortDate(noon, locale)}`
  }
}

/** What lets a day take what is carried over it. A day that has passed takes nothing. */
export function useDrop(day: string, { dragged, today, onAsk, onDrag }: Board) {
  const [isOver, setOver] = useState(false)
  const takes = () => dragged() !== undefined && day >= today
  return {
    className: `calendar-day${day === today ? ' today-is' : ''}${day < today ? ' past' : ''}${isOver ? ' over-it' : ''}`,
    onDragOver: (event: DragEvent) => {
      if (!takes()) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const carried = takes() ? dragged() : undefined
      if (carried?.kind === 'text') onAsk({ kind: 'plan', of: carried.of, to: day })
      if (carried?.kind === 'slot') onAsk({ ...carried, day })
      if (carried?.kind === 'release') onAsk({ ...carried, act: 'schedule', to: day })
      onDrag(undefined)
    },
  }
}
