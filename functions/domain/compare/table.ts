import { attribute, type Element, isElement, type Node } from '../body/tree.ts'
import { alignBlocks, blocksIn, type Pair, shellOf } from './blocks.ts'
import { marked, refilled } from './marks.ts'
import type { Effort } from './words.ts'

type CompareContent = (from: readonly Node[], to: readonly Node[], effort: Effort) => Node[]

const elementsIn = (node: Element | undefined) => node?.childNodes.filter(isElement) ?? []

export interface Parts {
  caption: Element | undefined
  groups: Element[]
  rows: Element[]
  cells: Element[]
}

export function partsOf(table: Element): Parts {
  const [caption, groups] = [
    elementsIn(table).find(({ tagName }) => tagName === 'caption'),
    elementsIn(table).filter(({ tagName }) => tagName !== 'caption'),
  ]
  const rows = groups.flatMap(elementsIn)
  return { caption, groups, rows, cells: rows.flatMap(elementsIn) }
}

const spansRows = ({ cells }: Parts) => cells.some((cell) => attribute(cell, 'rowspan') !== undefined)

function columnsOf({ rows }: Parts): number {
  const widths = rows.map((row) =>
    elementsIn(row).reduce((sum, cell) => sum + Number(attribute(cell, 'colspan') ?? 1), 0),
  )
  return widths.reduce((widest, width) => Math.max(widest, width), 0)
}

const shells = (nodes: readonly Element[]) => nodes.map(shellOf).join()

/** How the rows of both stand together; undefined where a table with the rows of both would be none. */
export function rowPairing(
  from: Parts,
  to: Parts,
): ((from: Element, to: Element, effort: Effort) => Pair[]) | undefined {
  if (shells(from.groups) !== shells(to.groups)) return undefined
  if (!spansRows(from) && !spansRows(to)) {
    if (columnsOf(from) !== columnsOf(to)) return undefined
    return (old, next, effort) => alignBlocks(blocksIn(old.childNodes), blocksIn(next.childNodes), effort)
  }
  // A row more or less would move the cells that reach over several rows.
  const shape = ({ groups }: Parts) =>
    groups.map((group) => elementsIn(group).map((row) => shells(elementsIn(row))))
  if (JSON.stringify(shape(from)) !== JSON.stringify(shape(to))) return undefined
  return (old, next) => {
    const before = blocksIn(old.childNodes)
    return blocksIn(next.childNodes).map((row, index) => ({ from: before[index] ?? row, to: row }))
  }
}

/** A table that is read as both, cell by cell; the one after the other where their columns or groups of rows differ. */
export function compareTable(
  from: Element,
  to: Element,
  effort: Effort,
  compareContent: CompareContent,
): Node[] {
  const [before, after] = [partsOf(from), partsOf(to)]
  const pairRows = rowPairing(before, after)
  if (!pairRows) return [...marked('del', [from]), ...marked('ins', [to])]

  const compareCell = (old: Element | undefined, next: Element) =>
    refilled(next, compareContent([...(old?.childNodes ?? [])], [...next.childNodes], effort))

  function compareRow({ from: old, to: next }: Pair): Node[] {
    if (!next) return marked('del', old?.nodes ?? [])
    if (!old) return marked('ins', next.nodes)
    const [cells, others] = [elementsIn(next.element), elementsIn(old.element)]
    if (!next.element || old.html === next.html) return next.nodes
    return [
      refilled(
        next.element,
        cells.map((cell, index) => compareCell(others[index], cell)),
      ),
    ]
  }

  const groups = after.groups.map((group, index) => {
    const rows = pairRows(before.groups[index] ?? group, group, effort)
    return refilled(group, rows.flatMap(compareRow))
  })
  const caption = after.caption
    ? [compareCell(before.caption, after.caption)]
    : marked('del', before.caption ? [before.caption] : [])
  return [refilled(to, [...caption, ...groups])]
}
