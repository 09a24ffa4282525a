/** What a writer must know of the state it changes (RFC 9110, If-Match and If-None-Match): that there is none, or which. */
export type Precondition = ({ absent: true } | { match: readonly string[] }) & {
  /** The part of the subject that is written: its own tag is enough, and others may change the rest meanwhile. */
  part?: string
}
