import { parseFragment } from 'parse5'
import type { DropList } from './dropped.ts'
import { sanitized } from './sanitize.ts'
import type { Parent } from './tree.ts'

/**
 * How HTML is read in a function. In the browser its own parser stands in its place (`imports` of package.json), which
 * spares readers of this code two ways to clean, and editors the weight of a second parser.
 */

/** What is handed in, as the elements that may stand in a body, under the names that `blocksOf` knows. */
export function readGiven(html: string, notes: DropList): Parent {
  return parseFragment(sanitized(html, notes))
}

/** What is clean, as it is. */
export function readClean(html: string): Parent {
  return parseFragment(html)
}
