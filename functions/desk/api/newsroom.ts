import { useQuery } from '@tanstack/react-query'
import { type Locale, wordsIn } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { useApi } from './context.tsx'

/** Whoever is signed in, as the newsroom knows them. */
export function useMe() {
  const api = useApi()
  return useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => (await api.read<Member>('/me', { signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Sections, tags, genres and the rules of this newsroom. */
export function useSettings() {
  const api = useApi()
  return useQuery({
    queryKey: ['settings'],
    queryFn: async ({ signal }) => (await api.read<Settings>('/settings', { signal })).data,
    staleTime: 60_000,
  })
}

/** What a section is called in a language, or in another one where it has no name in that; its id where it is gone. */
export function sectionName(
  sections: readonly Pick<Settings['sections'][number], 'id' | 'name'>[],
  id: string,
  locale: Locale,
): string {
  const section = sections.find((each) => each.id === id)
  return (section && wordsIn(section.name, locale)) ?? id
}
