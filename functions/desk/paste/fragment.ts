import type { Pass } from './pass.ts'
import { isElement } from './tree.ts'

function comment(root: DocumentFragment, name: string): Comment | undefined {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  while (walker.nextNode()) {
    const { currentNode } = walker
    // The walker shows comments alone.
    if (currentNode.nodeValue?.trim() === name) return currentNode as Comment
  }
  return undefined
}

/** Only what was selected. Rows alone would be no table, so that a table of which rows were selected stays around them. */
export const cutFragment: Pass = ({ root }) => {
  const [start, end] = [comment(root, 'StartFragment'), comment(root, 'EndFragment')]
  if (!start || !end) return
  const range = root.ownerDocument.createRange()
  range.setStartAfter(start)
  range.setEndBefore(end)
  const around = range.commonAncestorContainer
  const table = isElement(around) ? around.closest('table') : null
  root.replaceChildren(table ?? range.cloneContents())
}
