import type { Status } from '../domain/article/status.ts'
import { type Locale, locales } from '../domain/locale.ts'
import type { ArticleRow, TextRow } from './article-row.ts'
import type { Entry, Reason } from './entries.ts'

/** States that few articles are in. Most are published: those are found in the list of all. */
export const rareStates = ['draft', 'in_review', 'approved', 'scheduled', 'withdrawn'] as const
export type RareState = (typeof rareStates)[number]

export function isRare(status: Status): status is RareState {
  return rareStates.some((each) => each === status)
}

/** Names of the lists of articles. `open`: not yet what readers have, in a text that somebody wrote. */
export const articleLists = {
  state: (state: RareState) => state as string,
  /** By the date that readers see. */
  live: 'live',
  /** By the moment that comes first. */
  planned: 'planned',
  unreviewed: 'unreviewed',
  stale: 'stale',
  /** On its way to readers, but in a language not written. */
  missing: 'missing',
  /** By the day on which it is to be looked at again. */
  lookAgain: 'look-again',
  /** By the day until which they are to be done; those without one come last. */
  assignedTo: (principal: string) => `assigned#${principal}`,
  openOf: (principal: string) => `by#${principal}#open`,
  restOf: (principal: string) => `by#${principal}#rest`,
}

type Text = TextRow & { locale: Locale }

/** Comes after every day. */
const noDay = '9999'

const isOpen = ({ status }: Text) => status !== 'published' && status !== 'withdrawn'
const isOnItsWay = ({ status }: Text) => ['in_review', 'approved', 'scheduled'].includes(status)

function stateOf({ status, returned }: Text): Reason['state'] {
  return status === 'draft' && returned ? 'returned' : status
}

const earliest = (moments: readonly (string | undefined)[]) =>
  moments.filter((each) => each !== undefined).sort()[0]
const dueOf = ({ publishAt, unpublishAt }: Text) => earliest([publishAt, unpublishAt])

/** In which lists an article stands, and why; in none, once it was put away. */
export function articleEntriesOf(row: ArticleRow): Entry[] {
  const { id, section, updatedAt, createdBy, discarded } = row
  if (discarded) return []
  const texts = locales.flatMap((locale): Text[] => {
    const text = row.translations[locale]
    return text ? [{ ...text, locale }] : []
  })

  const entry = (
    name: string,
    reasons: readonly Reason[],
    at: string | undefined = updatedAt,
    list = name,
  ) => (reasons.length > 0 ? [{ name, list, at, row: { id, section, texts: [...reasons] } }] : [])
  const why = (isWhy: (text: Text) => boolean): Reason[] =>
    texts.filter(isWhy).map((text) => ({ locale: text.locale, state: stateOf(text) }))

  const people = new Set(
    [createdBy, ...texts.map(({ editedBy }) => editedBy)].filter((each) => each !== undefined),
  )
  const live = texts.filter((text) => text.live)
  const planned = texts.filter((text) => dueOf(text) !== undefined)
  const tasks = locales.flatMap((locale) => {
    const task = row.assignments?.[locale]
    return task ? [{ ...task, locale }] : []
  })
  const missing = locales.filter((locale) => !row.translations[locale]).map((locale) => ({ locale }))

  return [
    ...rareStates.flatMap((state) =>
      entry(
        articleLists.state(state),
        why(({ status }) => status === state),
      ),
    ),
    ...entry(
      articleLists.live,
      why(({ live }) => live),
      live
        .map(({ publishedAt }) => publishedAt ?? updatedAt)
        .sort()
        .at(-1),
    ),
    ...entry(
      articleLists.planned,
      planned.map((text) => ({ locale: text.locale, due: dueOf(text) })),
      earliest(planned.map(dueOf)),
    ),
    ...entry(
      articleLists.unreviewed,
      why(({ unreviewed }) => unreviewed !== undefined),
    ),
    ...entry(
      articleLists.stale,
      why(({ staleSince }) => staleSince !== undefined),
    ),
    ...(row.lookAgain
      ? entry(
          articleLists.lookAgain,
          texts.slice(0, 1).map(({ locale }) => ({ locale })),
          row.lookAgain.on,
        )
      : []),
    ...[...new Set(tasks.map(({ to }) => to))].flatMap((person) => {
      const theirs = tasks.filter(({ to }) => to === person)
      return entry(
        articleLists.assignedTo(person),
        theirs.map(({ locale }) => ({ locale })),
        earliest(theirs.map(({ due }) => due)) ?? noDay,
      )
    }),
    ...(texts.some(isOnItsWay) ? entry(articleLists.missing, missing) : []),
    ...[...people].flatMap((person) => {
      const theirs = why(({ editedBy }) => createdBy === person || editedBy === person)
      const isAnyOpen = texts.some(
        (text) => isOpen(text) && (createdBy === person || text.editedBy === person),
      )
      const list = isAnyOpen ? articleLists.openOf(person) : articleLists.restOf(person)
      return entry(`by#${person}`, theirs, updatedAt, list)
    }),
  ]
}
