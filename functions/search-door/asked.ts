import { dayBounds } from '../domain/dates.ts'
import type { Search } from '../domain/site/search.ts'
import type { Query } from '../search/query.ts'

type Asked = { [Name in keyof Search]: Search[Name] | undefined } & Pick<Search, 'q' | 'order' | 'page'>

/** As the index asks it: days are those of the clock in Vietnam. */
export function queryOf({ from, to, ...asked }: Asked): Query {
  return {
    ...asked,
    ...(from && { from: dayBounds(from).from }),
    // The index takes its last moment in.
    ...(to && { to: new Date(Date.parse(dayBounds(to).to) - 1).toISOString() }),
  }
}
