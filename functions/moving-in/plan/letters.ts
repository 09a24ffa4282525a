import { attribute, isElement, isText, type Parent, type Text } from '../../domain/body/tree.ts'
import type { LegacyEncoding } from '../../domain/import/legacy-encoding.ts'
import { convertLegacy, type Run } from '../../domain/import/legacy-runs.ts'
import { isBlock } from './html.ts'

interface TextRun extends Run {
  node: Text
}

const family = /(?:^|;)\s*font(?:-family)?\s*:\s*([^;]+)/giu
const size = /^.*\b\d[\d.]*(?:pt|px|em|%)(?:\/\S+)?\s+/u

/** Of `.VnTime, serif` the first; as it is written, for `.VnTimeH` shows capitals. */
function fontSaid(face: string | undefined, style: string | undefined): string | undefined {
  const said = [...(style ?? '').matchAll(family)].at(-1)?.[1]
  const [first = ''] = (said?.replace(size, '') ?? face ?? '').split(',')
  return first.replace(/["']/gu, '').trim() || undefined
}

function runsIn(root: Parent): TextRun[][] {
  const paragraphs: TextRun[][] = [[]]
  const walk = (parent: Parent, font: string) => {
    for (const node of parent.childNodes) {
      if (isText(node)) paragraphs.at(-1)?.push({ node, text: node.value, font })
      if (!isElement(node) || node.tagName === 'style' || node.tagName === 'script') continue
      const face = node.tagName === 'font' ? attribute(node, 'face') : undefined
      if (isBlock(node)) paragraphs.push([])
      walk(node, fontSaid(face, attribute(node, 'style')) ?? font)
      if (isBlock(node)) paragraphs.push([])
    }
  }
  walk(root, '')
  return paragraphs.filter(({ length }) => length > 0)
}

const isSignFont = (font: string) => /^(?:symbol|wingdings|webdings)/iu.test(font)

/** Makes Unicode of letters of before, as the desk does with what is pasted. Says which they were, and whether fonts said so. */
export function convertLetters(root: Parent): { encodings: LegacyEncoding[]; byFont: boolean } {
  const paragraphs = runsIn(root)
  const found = new Set<LegacyEncoding>()
  const main = convertLegacy(
    paragraphs.map((runs) => ({ runs })),
    isSignFont,
  )
  let byFont = false
  for (const { node, text, font } of paragraphs.flat()) {
    if (node.value === text) continue
    if (/^\.vn/iu.test(font)) found.add('tcvn3')
    if (/^vni[- ]/iu.test(font)) found.add('vni')
    byFont ||= /^(?:\.vn|vni[- ])/iu.test(font)
    node.value = text
  }
  if (main) found.add(main)
  return { encodings: main ? [...found].sort() : [], byFont }
}
