/** What a look at a site found wrong: where, what, and what mends it. */
export interface Finding {
  where: string
  what: string
  /** A command, or what a person does. */
  mend: string
}

/** What came of looking at one part of a site. */
export interface Look {
  /** `read model`, `mirror` …: what was looked at, and how much of it. */
  part: string
  findings: Finding[]
  /** What could not be judged and why: work that is under way is no damage. */
  notes: string[]
  /** It could not be looked at, for the reason that its notes say. */
  isOpen?: true
}

/** A site of which everything is lost is not told item by item. */
export const mostFindings = 1_000

export const describeFinding = ({ where, what, mend }: Finding): string => `${where}: ${what} (${mend})`
