import { same } from '../domain/article/same.ts'
import { AppError } from '../domain/errors.ts'
import { noPreferences, type Preferences, preferences } from '../domain/notices/preferences.ts'
import type { Precondition } from '../domain/precondition.ts'
import { refusal } from '../domain/rules.ts'
import { isRefused } from './condition.ts'
import { newsroomKeys } from './keys.ts'
import type { Item, Table } from './table.ts'

/** What an item says that somebody chose. */
export const preferencesIn = (item: Item): Preferences => preferences.parse(item.chosen)

const tagOf = (item: Item | undefined) => `"preferences-${item?.number ?? 0}"`

/**
 * What people chose for themselves: one item for each, of which the last one counts. It says nothing of what was done, so it is
 * no chain; nobody else reads or writes it.
 */
export function createPreferences(table: Table) {
  return {
    async of(principal: string): Promise<{ preferences: Preferences; etag: string }> {
      const item = await table.find(newsroomKeys.preferences(principal))
      return { preferences: item ? preferencesIn(item) : noPreferences, etag: tagOf(item) }
    },

    /** The same again changes nothing. Throws `stale` where the caller knows others: they chose at another window. */
    async save(principal: string, chosen: Preferences, known: Precondition): Promise<string> {
      const key = newsroomKeys.preferences(principal)
      const before = await table.find(key)
      const current = tagOf(before)
      if (before && same(preferencesIn(before), chosen)) return current
      const isKnown =
        'absent' in known ? !before : known.match.some((each) => each === '*' || each === current)
      if (!isKnown)
        throw new AppError(
          'stale',
          refusal('tag_differs', { tags: 'match' in known ? known.match : [], current }),
          { current },
        )
      const number = Number(before?.number ?? 0) + 1
      const item = { ...key, number, chosen }
      if (await isRefused(table.put(item, { ifNumberBelow: number })))
        throw new AppError('stale', refusal('changed_meanwhile'))
      return tagOf(item)
    },
  }
}

export type PreferencesStore = ReturnType<typeof createPreferences>
