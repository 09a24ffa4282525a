import { isLocale, type Locale } from '../../domain/locale.ts'
import { addDays, addMonths, isDay } from './days.ts'

export const views = ['month', 'week', 'list'] as const
export type View = (typeof views)[number]

/** What of the calendar is shown. All of it stands in the address, so that it can be kept and sent. */
export interface Shown {
  view: View
  /** A day of Vietnam (`2026-11-27`), whose month or week it is. */
  day: string
  section?: string
  locale?: Locale
  /** Only what whoever looks wrote. */
  mine?: true
}

/** What an address shows; what is not understood is left out. `usual`: what it is where the address does not say. */
export function readShown(search: string, usual: { view: View; day: string }): Shown {
  const asked = new URLSearchParams(search)
  const day = asked.get('day') ?? ''
  const locale = asked.get('locale') ?? ''
  const section = asked.get('section')
  return {
    view: views.find((each) => each === asked.get('view')) ?? usual.view,
    day: isDay(day) ? day : usual.day,
    ...(section && { section }),
    ...(isLocale(locale) && { locale }),
    ...(asked.get('mine') === 'true' && { mine: true }),
  }
}

export function addressOf({ mine, ...rest }: Shown): string {
  return `/calendar?${new URLSearchParams({ ...rest, ...(mine && { mine: 'true' }) })}`
}

/** The month or week before, or after. */
export function movedBy(shown: Shown, steps: 1 | -1): Shown {
  const { view, day } = shown
  return {
    ...shown,
    day: view === 'week' ? addDays(day, 7 * steps) : addMonths(`${day.slice(0, 7)}-01`, steps),
  }
}

export const isFiltered = ({ section, locale, mine }: Shown) =>
  section !== undefined || locale !== undefined || mine !== undefined
