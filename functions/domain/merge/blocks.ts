import type { Element, Node } from '../body/tree.ts'
import { isElement } from '../body/tree.ts'
import { alignBlocks, type Block, blocksIn, type Pair } from '../compare/blocks.ts'
import { partsOf, rowPairing } from '../compare/table.ts'
import type { Effort } from '../compare/words.ts'
import { isAccounted } from './account.ts'
import { type Changed, type Hunk, regionsOf, type Side, settle } from './regions.ts'
import { tagsOf, tokensOf, tokensOfBlocks, written, writtenBlocks } from './tokens.ts'
import { mergeWords } from './words.ts'

/** Where both changed the same words: what can stand there, as HTML. */
export interface Place {
  /** The block of my text in which it is, counted from 1. */
  block: number
  base: string
  mine: string
  theirs: string
  /** Mine before theirs. */
  both: string
}

/** HTML that is settled, or a place that is to be settled. */
export type Piece = string | Place

/** What came into my text from theirs: a block as I had it, and as it is now. */
export interface Taken {
  block: number
  mine: string
  merged: string
}

interface Context {
  effort: Effort
  block: number
  taken: Taken[]
}

interface Three<Of> {
  base: Of
  mine: Of
  theirs: Of
}

const htmlOf = (blocks: readonly Block[]) => blocks.map(({ html }) => html).join('')
const childBlocks = ({ element, nodes }: Block) => blocksIn(element ? element.childNodes : nodes)
const contentOf = ({ element, nodes }: Block): readonly Node[] => (element ? element.childNodes : nodes)

const flatTags = new Set(['p', 'h2', 'h3', 'h4', 'li'])

/** The element of a block that holds running text alone. */
function flatOf({ element }: Block): Element[] {
  if (!element || !flatTags.has(element.tagName)) return []
  return blocksIn(element.childNodes).some((each) => each.element) ? [] : [element]
}

const areFlat = (blocks: readonly Block[]) => blocks.every((each) => flatOf(each).length > 0)

/**
 * What a side changed. Text that was cut in two, or joined with what follows, is one change of all of these blocks: only their
 * words together can be compared with those of the other side.
 */
function hunksOf(base: readonly Block[], pairs: readonly Pair[], side: Side): Hunk<Block>[] {
  const hunks: Hunk<Block>[] = []
  let at = 0
  for (const { from, to } of pairs) {
    const [start, end] = [at, at + (from ? 1 : 0)]
    at = end
    if (from && to?.html === from.html) continue
    const last = hunks.at(-1)
    const hunk: Hunk<Block> = { side, start, end, items: to ? [to] : [] }
    if (!last || last.end !== start || !goOn(base, last, hunk, from && to)) hunks.push(hunk)
    else hunks[hunks.length - 1] = { side, start: last.start, end, items: [...last.items, ...hunk.items] }
  }
  return hunks
}

function goOn(base: readonly Block[], last: Hunk<Block>, hunk: Hunk<Block>, isPair: unknown): boolean {
  const isOne = ({ start, end, items }: Hunk<Block>) => end - start === 1 && items.length === 1
  if (!isPair && !isOne(last)) return true
  if (isPair && isOne(last)) return false
  return areFlat([...base.slice(last.start, hunk.end), ...last.items, ...hunk.items])
}

/** What is the same in two of three: the third. Undefined where all differ. */
function thirdOf<Of>({ base, mine, theirs }: Three<Of>): Of | undefined {
  if (mine === theirs || theirs === base) return mine
  return mine === base ? theirs : undefined
}

function place({ base, mine, theirs }: Three<string>, { block }: Context, both = mine + theirs): Piece[] {
  return [{ block, base, mine, theirs, both }]
}

/** Merges blocks in a row, given which of each side stand for which of the base. */
function mergeRow(
  base: readonly Block[],
  pairs: { mine: Pair[]; theirs: Pair[] },
  context: Context,
  isOuter = false,
) {
  const hunks = [...hunksOf(base, pairs.mine, 'mine'), ...hunksOf(base, pairs.theirs, 'theirs')]
  const pieces: Piece[] = []
  let block = 1
  for (const region of regionsOf(base, hunks, { touching: false })) {
    const mine = region.kept ?? region.mine
    if (isOuter) context.block = block
    block += mine.length
    pieces.push(...(region.kept ? [htmlOf(region.kept)] : mergeRegion(region, context)))
  }
  return pieces
}

function mergeRegion(region: Changed<Block>, context: Context): Piece[] {
  const settled = settle(region, ({ html }) => html)
  const mine = htmlOf(region.mine)
  if (settled.items) return take(mine, htmlOf(settled.items), context)
  const { base, mine: ours, theirs } = region
  if (base.length > 0 && areFlat([...base, ...ours, ...theirs])) return mergeFlat(region, context)
  const [was, my, their] = [base[0], ours[0], theirs[0]]
  if (was && my && their && [base, ours, theirs].every(({ length }) => length === 1))
    return mergeBlock({ base: was, mine: my, theirs: their }, context)
  const three = { base: htmlOf(base), mine: htmlOf(settled.mine), theirs: htmlOf(settled.theirs) }
  return [htmlOf(settled.before), ...place(three, context), htmlOf(settled.after)]
}

/** Says what came in, if anything did. */
function take(mine: string, merged: string, { block, taken }: Context): Piece[] {
  if (merged !== mine) taken.push({ block, mine, merged })
  return [merged]
}

function mergeFlat(region: Changed<Block>, context: Context): Piece[] {
  const tokens = (blocks: readonly Block[]) => tokensOfBlocks(blocks.flatMap(flatOf))
  const { isAsked, ...merged } = mergeWords(
    tokens(region.base),
    tokens(region.mine),
    tokens(region.theirs),
    context.effort,
  )
  if (!isAsked) return take(htmlOf(region.mine), writtenBlocks(merged.mine), context)
  const three = {
    base: htmlOf(region.base),
    mine: writtenBlocks(merged.mine),
    theirs: writtenBlocks(merged.theirs),
  }
  return place(three, context, writtenBlocks(merged.both))
}

const holdsBlocks = new Set(['ul', 'ol', 'blockquote', 'li', 'td', 'th'])

const isText = ({ element }: Block) =>
  !element || ['p', 'h2', 'h3', 'h4', 'caption', 'figcaption'].includes(element.tagName)

const wholes = ({ base, mine, theirs }: Three<Block>) => ({
  base: base.html,
  mine: mine.html,
  theirs: theirs.html,
})

/** Merges a block that both changed. */
function mergeBlock(three: Three<Block>, context: Context): Piece[] {
  const third = thirdOf(wholes(three))
  if (third !== undefined) return take(three.mine.html, third, context)
  const blocks = [three.base, three.mine, three.theirs]
  if (blocks.every(isText)) return mergeText(three, context)
  const [base, mine, theirs] = blocks.map(({ element }) => element)
  if (!base || !mine || !theirs || blocks.some(({ element }) => element?.tagName !== base.tagName))
    return place(wholes(three), context)
  if (base.tagName === 'table') return mergeTable(three, { base, mine, theirs }, context)
  if (base.tagName === 'figure') return mergeFigure(three, context)
  if (base.tagName === 'tr') return inside(mine, mergeCells(three, context))
  if (holdsBlocks.has(base.tagName)) return inside(mine, mergeContent(three, context))
  return place(wholes(three), context)
}

function inside(element: Element | undefined, pieces: readonly Piece[]): Piece[] {
  if (!element) return [...pieces]
  const { open, close } = tagsOf(element)
  return [open, ...pieces, close]
}

function mergeText(three: Three<Block>, context: Context): Piece[] {
  const { base, mine, theirs } = three
  // Text of an item stands in a paragraph as soon as it is not alone.
  const element = mine.element ?? theirs.element
  const { isAsked, ...merged } = mergeWords(
    tokensOf(contentOf(base)),
    tokensOf(contentOf(mine)),
    tokensOf(contentOf(theirs)),
    context.effort,
  )
  const html = (side: keyof typeof merged) => inside(element, [written(merged[side], '<br>')]).join('')
  if (isAsked)
    return place({ base: base.html, mine: html('mine'), theirs: html('theirs') }, context, html('both'))
  return take(mine.html, html('mine'), context)
}

function mergeContent(three: Three<Block>, context: Context): Piece[] {
  const base = childBlocks(three.base)
  const pairs = (side: Block) => alignBlocks(base, childBlocks(side), context.effort)
  return mergeRow(base, { mine: pairs(three.mine), theirs: pairs(three.theirs) }, context)
}

/** Rows that stand for each other have the same cells. */
function mergeCells(three: Three<Block>, context: Context): Piece[] {
  const [mine, theirs] = [childBlocks(three.mine), childBlocks(three.theirs)]
  return childBlocks(three.base).flatMap((cell, index) =>
    mergeBlock({ base: cell, mine: mine[index] ?? cell, theirs: theirs[index] ?? cell }, context),
  )
}

/** A part that may be missing on a side, such as a caption; undefined where one side took it away and the other changed it. */
function mergeOptional(three: Three<Element | undefined>, context: Context): Piece[] | undefined {
  const [base, mine, theirs] = [three.base, three.mine, three.theirs].map(
    (each) => blocksIn(each ? [each] : [])[0],
  )
  if (base && mine && theirs) return mergeBlock({ base, mine, theirs }, context)
  const third = thirdOf({ base: base?.html ?? '', mine: mine?.html ?? '', theirs: theirs?.html ?? '' })
  return third === undefined ? undefined : [third]
}

/** Cell by cell; as one block where the rows of both would make no table. */
function mergeTable(three: Three<Block>, tables: Three<Element>, context: Context): Piece[] {
  const parts = { base: partsOf(tables.base), mine: partsOf(tables.mine), theirs: partsOf(tables.theirs) }
  const [mine, theirs] = [rowPairing(parts.base, parts.mine), rowPairing(parts.base, parts.theirs)]
  const { base } = parts
  const caption = mergeOptional(
    { base: base.caption, mine: parts.mine.caption, theirs: parts.theirs.caption },
    context,
  )
  if (!mine || !theirs || !caption) return place(wholes(three), context)
  const groups = base.groups.flatMap((group, index) => {
    const pairs = {
      mine: mine(group, parts.mine.groups[index] ?? group, context.effort),
      theirs: theirs(group, parts.theirs.groups[index] ?? group, context.effort),
    }
    return inside(group, mergeRow(blocksIn(group.childNodes), pairs, context))
  })
  return inside(tables.mine, [...caption, ...groups])
}

/** What it shows as a whole, its caption word by word. */
function mergeFigure(three: Three<Block>, context: Context): Piece[] {
  const isCaption = (node: Node): node is Element => isElement(node) && node.tagName === 'figcaption'
  const shown = (block: Block) =>
    htmlOf(
      contentOf(block)
        .filter((each) => !isCaption(each))
        .flatMap((each) => blocksIn([each])),
    )
  const caption = (block: Block) => contentOf(block).find(isCaption)
  const media = thirdOf({ base: shown(three.base), mine: shown(three.mine), theirs: shown(three.theirs) })
  const words = mergeOptional(
    { base: caption(three.base), mine: caption(three.mine), theirs: caption(three.theirs) },
    context,
  )
  if (media === undefined || !words) return place(wholes(three), context)
  return inside(three.mine.element, [media, ...words])
}

/**
 * Merges bodies by blocks, then by words within a block, tables by cells, lists by items. A body whose words do not add up,
 * because text was moved, is asked as a whole.
 */
export function mergeBodies(
  three: Three<readonly Node[]>,
  effort: Effort,
): { pieces: Piece[]; taken: Taken[] } {
  const context: Context = { effort, block: 1, taken: [] }
  const blocks = { base: blocksIn(three.base), mine: blocksIn(three.mine), theirs: blocksIn(three.theirs) }
  const pairs = {
    mine: alignBlocks(blocks.base, blocks.mine, effort),
    theirs: alignBlocks(blocks.base, blocks.theirs, effort),
  }
  const pieces = mergeRow(blocks.base, pairs, context, true)
  const whole = { base: htmlOf(blocks.base), mine: htmlOf(blocks.mine), theirs: htmlOf(blocks.theirs) }
  const settled = pieces.filter((piece) => typeof piece === 'string').join(' ')
  const asked = pieces
    .flatMap((piece) => (typeof piece === 'string' ? [] : [piece.mine, piece.theirs]))
    .join(' ')
  if (isAccounted(whole, settled, asked)) return { pieces, taken: context.taken }
  return { pieces: place(whole, { ...context, block: 1 }), taken: [] }
}
