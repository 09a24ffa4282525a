import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Locale, wordsIn } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { useApi } from './context.tsx'
import { type DeskStart, deskQuery } from './desk.ts'

/** What the desk begins with, asked for once by all that need some of it at the same time. */
function useStart<Part>(part: string, of: (start: DeskStart) => Part, staleTime: number) {
  const api = useApi()
  const queries = useQueryClient()
  return useQuery({
    queryKey: [part],
    meta: { kept: 'beside' },
    queryFn: async () => {
      const { data } = await queries.fetchQuery({ ...deskQuery(api, queries), staleTime: 1_000 })
      return of(data)
    },
    staleTime,
  })
}

/** Whoever is signed in, as the newsroom knows them. */
export const useMe = () => useStart('me', ({ me }): Member => me, Number.POSITIVE_INFINITY)

/** Sections, tags, genres and the rules of this newsroom. */
export const useSettings = () => useStart('settings', ({ settings }) => settings, 60_000)

/** Who everybody is. */
export const usePeople = () => useStart('people', ({ people }) => people, 60_000)

/** What a section is called in a language, or in another one where it has no name in that; its id where it is gone. */
export function sectionName(
  sections: readonly Pick<Settings['sections'][number], 'id' | 'name'>[],
  id: string,
  locale: Locale,
): string {
  const section = sections.find((each) => each.id === id)
  return (section && wordsIn(section.name, locale)) ?? id
}
