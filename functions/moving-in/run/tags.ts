import { defaultSettings, settings } from '../../domain/settings/settings.ts'
import type { Tag } from '../../domain/settings/tags.ts'
import { fold, toLine } from '../../domain/text.ts'
import type { AdminClient } from '../admin-client.ts'
import type { Mapping } from '../plan/options.ts'

/** The tags of the newsroom, as names of the old portal lead to them. */
export interface Tags {
  idsOf(names: readonly string[]): string[]
  /** Those that nothing here is called, and that nobody said to leave out. */
  unknownOf(names: readonly string[]): string[]
}

/** As many as an article carries. */
export const mostTags = 10

const key = (name: string) => fold(toLine(name))

export function createTags(all: readonly Tag[], { tags: mapped }: Pick<Mapping, 'tags'>): Tags {
  const ids = new Map(
    all
      .filter(({ retired }) => !retired)
      .flatMap(({ id, name }) => [id, ...Object.values(name)].map((each) => [key(each ?? ''), id] as const)),
  )
  const told = new Map(Object.entries(mapped).map(([name, here]) => [key(name), here]))
  const idOf = (name: string) => ids.get(key(told.get(key(name)) || name))
  return {
    idsOf: (names) => [...new Set(names.flatMap((name) => idOf(name) ?? []))],
    unknownOf: (names) => [
      ...new Set(names.filter((name) => idOf(name) === undefined && told.get(key(name)) !== '')),
    ],
  }
}

/** Those of the newsroom; of a new site where there is none to ask. */
export async function tagsOf(client: AdminClient | undefined, mapping: Mapping): Promise<Tags> {
  const { tags } = client ? settings.parse((await client.get('/settings')).body) : defaultSettings
  return createTags(tags, mapping)
}
