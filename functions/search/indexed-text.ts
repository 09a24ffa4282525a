/** One text in one language as the index takes it. */
export interface IndexedText {
  /** Up to 64 bytes of UTF-8. */
  id: string
  /** The number of its revision: of several copies the one with the highest counts, in whatever order they come. */
  seq: number
  /** Publication, ISO 8601 in UTC. */
  moment: string
  section: string
  title: string
  lead: string
  /** Plain text: words of different paragraphs stand apart. */
  body: string
  byline?: string | undefined
}

/** A text that is not to be found any more: every copy up to this revision, that one included. */
export interface RemovedText {
  id: string
  seq: number
}

/** What one publication changes. */
export interface Change {
  put: readonly IndexedText[]
  remove: readonly RemovedText[]
  /** That no copy of what is put can be there yet: then none is looked for. For an index that is made step by step. */
  areNew?: boolean
  /** Milliseconds since 1970 UTC. */
  now: number
}

/** What a writer says of the index when it is done. */
export interface Written {
  version: number
  texts: number
  segments: number
  /** There are so many segments or removed copies that `compact` should run when there is time. */
  compactionIsDue: boolean
}
