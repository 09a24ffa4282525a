import type { Status } from '../domain/article/status.ts'
import { defaultLocale, type Locale, locales } from '../domain/locale.ts'
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
  /** By the last date that readers see of one of its texts; and once more for each text that went public before that. */
  live: 'live',
  liveBefore: 'live-before',
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
  of: (principal: string) => `by#${principal}`,
  openOf: (principal: string) => `by#${principal}#open`,
  /** In which stands what a person wrote and is open nowhere, until its entry is written again. */
  formerRestOf: (principal: string) => `by#${principal}#rest`,
}

/** What of a list is shown: what is of one section, or has its reason in one language. */
export interface Part {
  locale?: Locale | undefined
  section?: string | undefined
}

/** Lists that are there to be shown: each once more for its parts, with whole rows in its entries. */
export type ShownList = RareState | 'planned' | 'unreviewed' | 'stale' | 'all' | 'live' | 'page' | 'lacks'

/** Name of a list that is shown, as a whole or of one part. `lacks`: not written in that language. */
export function shownList(list: ShownList, { locale, section }: Part): string {
  return `${list}~${locale ?? ''}@${section ?? ''}`
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
    {
      at = updatedAt,
      list = name,
      isShown = false,
    }: { at?: string | undefined; list?: string; isShown?: boolean } = {},
  ): Entry[] =>
    reasons.length > 0
      ? [{ name, list, at, row: { id, section, texts: [...reasons] }, ...(isShown && { isShown }) }]
      : []
  /** In a list that is shown, of these parts. */
  const shown = (list: ShownList, reasons: readonly Reason[], parts: readonly Part[], at?: string) =>
    parts.flatMap((part) => {
      const name = shownList(list, { ...part, ...(part.section !== undefined && { section: 'own' }) })
      return entry(name, reasons, { list: shownList(list, part), at, isShown: true })
    })
  /** What few articles are: counted in one list, and shown as a whole, by section and by language. */
  const few = (list: ShownList, reasons: readonly Reason[], at?: string) => {
    const wheres = [undefined, ...new Set(reasons.map(({ locale }) => locale))]
    const parts = wheres.flatMap((locale): Part[] => [{ locale }, { locale, section }])
    return [...entry(list, reasons, { at }), ...shown(list, reasons, parts, at)]
  }
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

  const all = texts.map(({ locale }) => ({ locale }))
  const liveSince = live
    .map(({ publishedAt }) => publishedAt ?? updatedAt)
    .sort()
    .at(-1)

  return [
    // Nearly every article has a text in the first language: those are found in the list of all.
    ...shown('all', all, [
      { section },
      ...texts.filter(({ locale }) => locale !== defaultLocale).map(({ locale }) => ({ locale })),
    ]),
    ...shown('lacks', all, missing),
    ...(row.type === 'page' ? shown('page', all, [{}]) : []),
    ...rareStates.flatMap((state) =>
      few(
        state,
        why(({ status }) => status === state),
      ),
    ),
    ...entry(
      articleLists.live,
      why(({ live }) => live),
      { at: liveSince, isShown: true },
    ),
    ...shown(
      'live',
      why(({ live }) => live),
      [{ section }],
      liveSince,
    ),
    ...live
      .filter(({ publishedAt }) => publishedAt !== undefined && publishedAt !== liveSince)
      .flatMap(({ locale, publishedAt }) =>
        entry(`${articleLists.liveBefore}#${locale}`, [{ locale }], {
          at: publishedAt,
          list: articleLists.liveBefore,
          isShown: true,
        }),
      ),
    ...few(
      'planned',
      planned.map((text) => ({ locale: text.locale, due: dueOf(text) })),
      earliest(planned.map(dueOf)),
    ),
    ...few(
      'unreviewed',
      why(({ unreviewed }) => unreviewed !== undefined),
    ),
    ...few(
      'stale',
      why(({ staleSince }) => staleSince !== undefined),
    ),
    ...(row.lookAgain
      ? entry(articleLists.lookAgain, all.slice(0, 1), { at: row.lookAgain.on, isShown: true })
      : []),
    ...[...new Set(tasks.map(({ to }) => to))].flatMap((person) => {
      const theirs = tasks.filter(({ to }) => to === person)
      return entry(
        articleLists.assignedTo(person),
        theirs.map(({ locale }) => ({ locale })),
        { at: earliest(theirs.map(({ due }) => due)) ?? noDay, isShown: true },
      )
    }),
    ...(texts.some(isOnItsWay) ? entry(articleLists.missing, missing) : []),
    ...[...people].flatMap((person) => {
      const theirs = why(({ editedBy }) => createdBy === person || editedBy === person)
      const isAnyOpen = texts.some(
        (text) => isOpen(text) && (createdBy === person || text.editedBy === person),
      )
      return [
        ...entry(articleLists.of(person), theirs, { isShown: true }),
        ...(isAnyOpen ? entry(articleLists.openOf(person), theirs, { isShown: true }) : []),
      ]
    }),
  ]
}
