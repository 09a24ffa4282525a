import { readClean } from '#body/read'
import { noteTag } from './inline.ts'
import { type Element, isElement, isText, type Node } from './tree.ts'

/** Whether an element parts the words before and after it; marks within a word do not. */
export function partsWords(tagName: string): boolean {
  return /^(?:p|h[1-6]|li|ul|ol|blockquote|table|caption|thead|tbody|tr|t[hd]|br|hr|div|figure|figcaption|small)$/u.test(
    tagName,
  )
}

function gather(nodes: readonly Node[], text: string[], notes: Element[]): void {
  for (const node of nodes) {
    if (isText(node)) text.push(node.value.replace(/\s+/gu, ' '))
    if (!isElement(node)) continue
    if (node.tagName === noteTag) {
      notes.push(node)
      continue
    }
    const end = partsWords(node.tagName) ? '\n' : ''
    text.push(end)
    gather(node.childNodes, text, notes)
    text.push(end)
  }
}

/**
 * The words of a body, a line for each paragraph, item and cell. Footnotes follow at the end, so that none stands between
 * words that belong together.
 */
export function plainTextOf(html: string): string {
  const text: string[] = []
  const notes: Element[] = []
  gather(readClean(html).childNodes, text, notes)
  // A note holds no other one.
  for (const { childNodes } of notes) {
    text.push('\n')
    gather(childNodes, text, [])
  }
  return text
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
