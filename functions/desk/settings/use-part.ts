import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SettingsPart } from '../../domain/settings/parts.ts'
import type { Answer } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import type { PartAnswer, PartValues } from './parts.ts'

/** What somebody has changed and not saved, with the tag of what they began with: it stays while they look at other parts. */
interface Edit<Part extends SettingsPart = SettingsPart> {
  value: PartValues[Part]
  tag: string | undefined
}
const unsaved = new Map<SettingsPart, Edit>()

export const hasUnsaved = (part: SettingsPart) => unsaved.has(part)

function warn(event: BeforeUnloadEvent): void {
  if (unsaved.size > 0) event.preventDefault()
}

export interface Saving<Part extends SettingsPart> {
  /** What is done to it before it is saved. */
  finish?: ((value: PartValues[Part]) => PartValues[Part]) | undefined
  /** A refusal in the words of the form: names what was sent as it was typed. */
  tell?: ((refused: Refusal, sent: PartValues[Part]) => Refusal) | undefined
}

/** One part of the settings, as it is and as somebody is changing it. */
export function usePart<Part extends SettingsPart>(part: Part, { finish, tell }: Saving<Part>) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = ['settings-part', part]
  const [error, setError] = useState<unknown>()
  const [isSaving, setSaving] = useState(false)
  /** What somebody else has made of it meanwhile. */
  const [theirs, setTheirs] = useState<Answer<PartAnswer<Part>>>()
  // What is kept under the name of a part is what that part holds.
  const [edit, setEdit] = useState(() => unsaved.get(part) as Edit<Part> | undefined)
  const known = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.read<PartAnswer<Part>>(`/settings/${part}`, { signal }),
  })
  useEffect(() => {
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])

  const keep = (next: Edit<Part> | undefined) => {
    if (next) unsaved.set(part, next)
    else unsaved.delete(part)
    setEdit(next)
  }

  async function write(value: PartValues[Part], match: string | undefined): Promise<boolean> {
    setSaving(true)
    setError(undefined)
    const body = finish?.(value) ?? value
    try {
      const answer = await api.write<PartAnswer<Part>>(`/settings/${part}`, {
        method: 'PUT',
        body,
        match,
      })
      queries.setQueryData(queryKey, answer)
      keep(undefined)
      setTheirs(undefined)
      // Whatever else shows names of sections, tags or the site.
      await Promise.all(
        ['desk', 'settings', 'former-slugs'].map((each) => queries.invalidateQueries({ queryKey: [each] })),
      )
      return true
    } catch (failure) {
      if (failure instanceof Refusal && failure.code === 'stale') {
        setTheirs(await api.read<PartAnswer<Part>>(`/settings/${part}`).catch(() => undefined))
      }
      setError(failure instanceof Refusal ? (tell?.(failure, body) ?? failure) : failure)
      return false
    } finally {
      setSaving(false)
    }
  }

  const value = edit?.value ?? known.data?.data.value
  return {
    known,
    value,
    changed: known.data?.data.changed,
    isChanged: edit !== undefined,
    isSaving,
    error,
    theirs: theirs?.data,
    set: (next: PartValues[Part]) => keep({ value: next, tag: edit ? edit.tag : known.data?.tag }),
    save: async () => value !== undefined && (await write(value, edit ? edit.tag : known.data?.tag)),
    /** What is typed here replaces what somebody else has written. */
    insist: async () => value !== undefined && (await write(value, theirs?.tag)),
    /** What somebody else has written, or what was there, is taken instead. */
    drop: () => {
      keep(undefined)
      setError(undefined)
      setTheirs(undefined)
      void known.refetch()
    },
  }
}

export type PartState<Part extends SettingsPart> = ReturnType<typeof usePart<Part>>
