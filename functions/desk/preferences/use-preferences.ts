import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import type { NoticeKind } from '../../domain/notices/kinds.ts'
import type { Choice } from '../../domain/notices/preferences.ts'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'

export interface Chosen {
  locale?: Locale
  notices: Record<NoticeKind, Choice>
}

interface PreferencesAnswer extends Chosen {
  sendsMail: boolean
}

/** What whoever is signed in chose for themselves, and what they are changing of it. */
export function usePreferences() {
  const api = useApi()
  const queries = useQueryClient()
  const [edit, setEdit] = useState<{ value: Chosen; tag: string | undefined }>()
  const [error, setError] = useState<unknown>()
  const [isSaving, setSaving] = useState(false)
  const queryKey = ['preferences']
  const known = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.read<PreferencesAnswer>('/preferences', { signal }),
  })
  const isChanged = edit !== undefined
  useEffect(() => {
    if (!isChanged) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])

  async function save(match = edit?.tag): Promise<boolean> {
    if (!edit) return true
    setSaving(true)
    setError(undefined)
    try {
      const { locale, notices } = edit.value
      const body = { ...(locale && { locale }), notices }
      queries.setQueryData(
        queryKey,
        await api.write<PreferencesAnswer>('/preferences', { method: 'PUT', body, match }),
      )
      setEdit(undefined)
      await Promise.all(['desk', 'notices'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
      return true
    } catch (failure) {
      setError(failure)
      return false
    } finally {
      setSaving(false)
    }
  }

  const answer = known.data?.data
  /** Chosen at another window meanwhile, by the tag of what is there now. */
  const theirs = error instanceof Refusal && error.code === 'stale' ? error.problem.current : undefined
  return {
    known,
    sendsMail: answer?.sendsMail,
    value: edit?.value ?? answer,
    isChanged,
    isSaving,
    error,
    theirs,
    set: (change: Partial<Chosen>) => {
      const value = edit?.value ?? answer
      if (value) setEdit({ value: { ...value, ...change }, tag: edit ? edit.tag : known.data?.tag })
    },
    save: () => save(),
    insist: () => save(theirs),
    drop: () => {
      setEdit(undefined)
      setError(undefined)
      void known.refetch()
    },
  }
}
