import { inlineName, type Mark, noteTag, type Run, toTextLines } from './inline.ts'
import { type Element, langOf, type Node } from './tree.ts'

/** Whether a sanitised element is a footnote. */
export const isNote = ({ tagName }: Element): boolean => tagName === inlineName(noteTag)

const space: Run = { text: ' ', marks: [] }

/** A note within a note becomes part of its words. */
function withoutNotes(runs: readonly Run[]): Run[] {
  return runs.flatMap((run) =>
    run.note ? [space, ...run.note.lines.flatMap((line) => [...line, space])] : [run],
  )
}

const languageOf = (marks: readonly Mark[]) =>
  marks.findLast(({ attributes }) => attributes.lang !== undefined)?.attributes.lang

/**
 * A note as it lies in running text: outside of all marks, in the language that is spoken around it. None where it says
 * nothing. `runsOf` reads what it holds.
 */
export function noteRuns(
  node: Element,
  marks: readonly Mark[],
  runsOf: (nodes: readonly Node[]) => Run[],
): Run[] {
  const lines = toTextLines(withoutNotes(runsOf(node.childNodes))).filter(({ length }) => length > 0)
  const note = { lines, lang: langOf(node) ?? languageOf(marks) }
  return lines.length > 0 ? [{ text: '', marks: [], note }] : []
}
