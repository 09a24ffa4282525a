import type { Status } from '../../domain/article/status.ts'
import { dayBounds, dayOf } from '../../domain/dates.ts'
import { defaultLocale } from '../../domain/locale.ts'
import { articleLists, isRare, type Part, type RareState, shownList } from '../../store/article-lists.ts'
import type { Page } from '../../store/rows.ts'
import type { Asking, Wanted } from './list.ts'

/** These states, where few articles have a text in one of them. */
export function rareAmong(states: readonly Status[]): RareState[] | undefined {
  const rare = states.filter(isRare)
  return rare.length === states.length ? rare : undefined
}

/** In which lists to look, whole rows in them; those that were there before, as long as the others are not whole. */
export function fewIn(list: RareState | 'planned' | 'unreviewed' | 'stale', part: Part, isWhole: boolean) {
  return isWhole ? shownList(list, { locale: part.locale, section: part.section }) : list
}

/** Nearly all articles have a text in the first language: that is no part of them. */
export function partOfAll({ section, locale }: Part): string[] | undefined {
  if (section !== undefined) return [shownList('all', { section })]
  return locale !== undefined && locale !== defaultLocale ? [shownList('all', { locale })] : undefined
}

/** What a person made or wrote. */
function listsOfPerson(person: string, status: readonly Status[] | undefined, isWhole: boolean): string[] {
  const open = articleLists.openOf(person)
  if (status?.every((each) => each !== 'published' && each !== 'withdrawn')) return [open]
  const all = articleLists.of(person)
  return isWhole ? [all] : [all, open, articleLists.formerRestOf(person)]
}

type Where = Pick<Page, 'lists' | 'from' | 'to' | 'oldestFirst'>

/** By the date that readers see: of one section, or of some days. An article is met at each of its texts' dates. */
function amongLive({ section, publishedFrom, publishedTo }: Wanted, isWhole: boolean): Where {
  const from = publishedFrom && dayBounds(publishedFrom).from
  const to = publishedTo && dayBounds(publishedTo).to
  if (!isWhole) return { lists: [articleLists.live], from }
  if (to !== undefined) return { lists: [articleLists.live, articleLists.liveBefore], from, to }
  return { lists: [section === undefined ? articleLists.live : shownList('live', { section })], from }
}

function listsFor(wanted: Wanted, person: string | undefined, isWhole: boolean): string[] | undefined {
  const { unreviewed, stale, status, type } = wanted
  if (unreviewed) return [fewIn('unreviewed', wanted, isWhole)]
  if (stale) return [fewIn('stale', wanted, isWhole)]
  if (person !== undefined) return listsOfPerson(person, status, isWhole)
  const rare = status && rareAmong(status)
  if (rare) return rare.map((state) => fewIn(state, wanted, isWhole))
  if (!isWhole) return undefined
  return type === 'page' ? [shownList('page', {})] : partOfAll(wanted)
}

/**
 * Where to look for what is wanted, so that what is rare, or long ago, is found without reading all the rest. `person`: whose
 * articles alone are wanted; `isWhole`: whether everything stands in the lists that are shown.
 */
export function whereToLook(
  wanted: Wanted,
  { now }: Pick<Asking, 'now'>,
  { person, isWhole }: { person: string | undefined; isWhole: boolean },
): Where {
  const { sort, late, lookAgain, unreviewed, stale, discarded, updatedFrom, updatedTo } = wanted
  if (!discarded && sort === '-published') return amongLive(wanted, isWhole)
  // These go by the moment or the day that is due, and end where nothing is due yet.
  if (!discarded && late)
    return { lists: [fewIn('planned', wanted, isWhole)], to: now.toISOString(), oldestFirst: true }
  if (!discarded && lookAgain && !unreviewed && !stale)
    // Places go on with `#`, which comes before `$`.
    return { lists: [articleLists.lookAgain], to: `${dayOf(now.toISOString())}$`, oldestFirst: true }
  return {
    lists: discarded ? undefined : listsFor(wanted, person, isWhole),
    from: updatedFrom && dayBounds(updatedFrom).from,
    to: updatedTo && dayBounds(updatedTo).to,
  }
}
