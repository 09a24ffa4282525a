/** What a reader or an editor asks. */
export interface Query {
  /** As typed; what goes beyond 200 characters or 16 words is not looked at. */
  q: string
  section?: string | undefined
  /** First and last instant of publication, ISO 8601 in UTC; a day alone (`2026-11-27`) is the whole day in UTC. */
  from?: string | undefined
  to?: string | undefined
  order: 'best' | 'newest'
  /** From 1. */
  page: number
  /** Hits on a page: 10 if not said, 1,000 at most. */
  size?: number | undefined
}

export interface Hit {
  id: string
  /** Every word as it was typed, with its marks. */
  exact: boolean
}

export interface Found {
  /** `stale`: the index may have changed, but could not be reached. */
  state: 'fresh' | 'stale'
  total: number
  /** Of `total`, those in which every word stands as typed; 0 for several words without marks, which do not ask for any. */
  exactTotal: number
  hits: Hit[]
  /** How many in each section, whichever is asked for; most first. */
  sections: { section: string; count: number }[]
  pages: number
  /** "Did you mean": another query, in the spelling of the articles. */
  suggestionInstead?: string
}

/** Why nothing can be said: there is no index yet, it is broken, written by newer code, or out of reach. */
export type FailureReason = 'missing' | 'damaged' | 'newer' | 'unreachable'

export interface Failure {
  state: 'failed'
  reason: FailureReason
  /** For the log. */
  message: string
}

export interface Suggestion {
  /** As most titles spell it. */
  text: string
  /** Of how many titles it is a part. */
  count: number
}

/** One index, opened by `openIndex` in `reader.ts`. Neither throws. */
export interface SearchIndex {
  search(query: Query): Promise<Found | Failure>
  /** Up to eight, commonest first; none when the index fails. */
  suggest(prefix: string): Promise<Suggestion[]>
}
