import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Part } from '../../domain/article/parts.ts'
import type { Actor } from '../../domain/role-schemas.ts'
import { useApi } from '../api/context.tsx'
import { newId } from '../article/new-id.ts'
import { followNotes } from '../notes/use-notes.ts'

/** How often it is said that somebody is here, milliseconds, for as long as the window is seen. */
const pace = 15_000

/** Somebody else who has the article open: where, and whether they write. */
export interface Other {
  by: { id: string; name: string }
  part: Part
  editing: boolean
}

interface Answer {
  others: Other[]
  revision: { number: number; at: string; actor: Actor }
  notes?: string
}

/**
 * Says that this window has an article open, and hears who else has, and which revision is the last. What is not answered is said
 * again at the next turn: nobody waits for it.
 */
export function usePresence(article: string, part: Part, editing: boolean): Partial<Answer> {
  const api = useApi()
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<Answer>()
  const here = useMemo(() => ({ window: newId(), since: new Date().toISOString() }), [])
  const isAsked = useRef(false)
  useEffect(() => {
    let isOpen = true
    const say = async () => {
      if (document.hidden || isAsked.current) return
      if (!navigator.onLine) return setAnswer(undefined)
      isAsked.current = true
      try {
        const body = { ...here, part, editing }
        const { data } = await api.write<Answer>(`/presence/${article}`, { method: 'PUT', body })
        if (!isOpen) return
        setAnswer(data)
        followNotes(queries, article, data.notes)
      } catch {
        // Who is not heard of is not shown.
        if (isOpen) setAnswer(undefined)
      } finally {
        isAsked.current = false
      }
    }
    void say()
    const timer = setInterval(() => void say(), pace)
    const seen = () => void say()
    document.addEventListener('visibilitychange', seen)
    return () => {
      isOpen = false
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [api, queries, article, part, editing, here])
  return answer ?? {}
}
