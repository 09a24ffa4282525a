import { monthOf } from '../../domain/dates.ts'

/** Which acts are shown. All of it stands in the address, so that what was found can be kept and sent. */
export interface ActivityFilters {
  /** Of the local calendar, `2026-11`. */
  month: string
  person?: string
  article?: string
  action?: string
}

const monthShape = /^\d{4}-(?:0[1-9]|1[0-2])$/u
const articleShape = /^[0-9a-z]{10}$/u

export const thisMonth = () => monthOf(new Date().toISOString())

/** The filters of an address; what is not understood is left out. */
export function readActivityFilters(search: string): ActivityFilters {
  const asked = new URLSearchParams(search)
  const month = asked.get('month') ?? ''
  const article = asked.get('article') ?? ''
  const person = asked.get('person')
  const action = asked.get('action')
  return {
    month: monthShape.test(month) ? month : thisMonth(),
    ...(person && { person }),
    ...(articleShape.test(article) && { article }),
    ...(action && { action }),
  }
}

/** The same as a question, in an address and to the API. */
export function questionOf({ month, ...rest }: ActivityFilters): URLSearchParams {
  return new URLSearchParams({ month, ...rest })
}

export const addressOf = (filters: ActivityFilters) => `/activity?${questionOf(filters)}`
