import { convertLegacy, type Run } from '../../domain/import/legacy-runs.ts'
import { saidStyle } from '../body/inert.ts'
import type { Paste } from './pass.ts'
import { isBlock, isElement, isText } from './tree.ts'

/** A text of the tree, as letters before Unicode are read. */
interface TextRun extends Run {
  node: Text
}

const family = /(?:^|;)\s*font(?:-family)?\s*:\s*([^;]+)/giu
const size = /^.*\b\d[\d.]*(?:pt|px|em|%)(?:\/\S+)?\s+/u

/** Of `.VnTime, serif` the first, of `7.0pt "Times New Roman"` what follows the size; as it is written, for `.VnTimeH` shows capitals. */
function fontSaidBy(element: Element): string | undefined {
  const face = element.localName === 'font' ? element.getAttribute('face') : null
  const said = [...(element.getAttribute(saidStyle) ?? '').matchAll(family)].at(-1)?.[1]
  const [first = ''] = (said?.replace(size, '') ?? face ?? '').split(',')
  return first.replace(/["']/gu, '').trim() || undefined
}

/** The texts of a tree by the blocks that they stand in. */
function runsIn(root: Node): TextRun[][] {
  const paragraphs: TextRun[][] = [[]]
  const walk = (parent: Node, font: string) => {
    for (const node of parent.childNodes) {
      if (isText(node)) paragraphs.at(-1)?.push({ node, text: node.data, font })
      if (!isElement(node) || node.localName === 'style' || node.localName === 'script') continue
      const ends = isBlock(node)
      if (ends) paragraphs.push([])
      walk(node, fontSaidBy(node) ?? font)
      if (ends) paragraphs.push([])
    }
  }
  walk(root, '')
  return paragraphs.filter(({ length }) => length > 0)
}

const isSignFont = (font: string) => /^(?:symbol|wingdings|webdings)/iu.test(font)
const wordsIn = (runs: readonly Run[]) =>
  runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim()

const longestSample = 80

/** Letters before Unicode first, because cleaning takes away U+00AD, which is a letter of TCVN3. */
export function convertLetters({ root, notes }: Pick<Paste, 'root' | 'notes'>): void {
  const paragraphs = runsIn(root)
  const before = paragraphs.map(wordsIn)
  const encoding = convertLegacy(
    paragraphs.map((runs) => ({ runs })),
    isSignFont,
  )
  for (const { node, text } of paragraphs.flat()) if (node.data !== text) node.data = text
  if (!encoding) return
  notes.encoding = encoding
  const changed = paragraphs.flatMap((runs, index) => {
    const pair = { before: before[index] ?? '', after: wordsIn(runs) }
    return pair.before === pair.after ? [] : [pair]
  })
  // The longest says most.
  const [most] = changed.sort((one, other) => other.after.length - one.after.length)
  if (most)
    notes.letters = {
      before: most.before.slice(0, longestSample),
      after: most.after.slice(0, longestSample),
    }
}
