import { useMemo } from 'react'
import { isInSections } from '../../domain/people/permissions.ts'
import { useMe, usePeople } from '../api/newsroom.ts'
import type { Colleague } from './mentions.ts'

/** Who can be named in a note at an article: everybody else who works here, and in its section. */
export function useColleagues(section: string | undefined): readonly Colleague[] {
  const { data: people } = usePeople()
  const { data: me } = useMe()
  return useMemo(
    () =>
      (people ?? []).filter(
        (each) => each.active && each.id !== me?.id && (section === undefined || isInSections(each, section)),
      ),
    [people, me, section],
  )
}
