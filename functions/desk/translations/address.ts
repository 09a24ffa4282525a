import { isLocale, type Locale } from '../../domain/locale.ts'

/** `work`: what is to be translated, that is all that is stale and then all that is missing. */
export const boardStates = [
  ...(['work', 'stale', 'missing', 'draft', 'in_review'] as const),
  ...(['approved', 'scheduled', 'published', 'withdrawn', 'all'] as const),
]
export type BoardState = (typeof boardStates)[number]

/** What of the board is shown. All of it stands in the address, so that it can be kept and sent. */
export interface Shown {
  state: BoardState
  section?: string
  locale?: Locale
  /** Only what whoever looks is to write or translate. */
  mine?: true
}

export function readShown(search: string): Shown {
  const asked = new URLSearchParams(search)
  const locale = asked.get('locale') ?? ''
  const section = asked.get('section')
  return {
    state: boardStates.find((each) => each === asked.get('state')) ?? 'work',
    ...(section && { section }),
    ...(isLocale(locale) && { locale }),
    ...(asked.get('mine') === 'true' && { mine: true }),
  }
}

export function addressOf({ state, mine, ...rest }: Shown): string {
  const asked = new URLSearchParams({
    ...(state !== 'work' && { state }),
    ...rest,
    ...(mine && { mine: 'true' }),
  }).toString()
  return asked ? `/translations?${asked}` : '/translations'
}

/** Lists that stand one below the other, and what each asks the API for. */
export function groupsOf({ state, mine, ...rest }: Shown): { name: BoardState | 'mine'; question: string }[] {
  const ask = (more: Record<string, string>) =>
    new URLSearchParams({ ...rest, ...(mine && { mine: 'true' }), ...more }).toString()
  if (state !== 'work') return [{ name: state, question: ask(state === 'all' ? {} : { state }) }]
  if (mine) return [{ name: 'mine', question: ask({}) }]
  return [
    { name: 'stale', question: ask({ state: 'stale' }) },
    { name: 'missing', question: ask({ state: 'missing' }) },
  ]
}
