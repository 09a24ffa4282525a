import type { Pass } from './pass.ts'
import { styleOf } from './style.ts'
import { isElement, isText } from './tree.ts'

const keeps = /^(?:pre|break-spaces)/u

/** Line breaks of text whose style shows them, such as messages of chat programs. */
export const keepLines: Pass = ({ root }) => {
  const walk = (parent: Node, isKept: boolean) => {
    for (const node of [...parent.childNodes]) {
      if (isElement(node)) {
        const says = styleOf(node, 'white-space')
        walk(node, says === '' ? isKept : keeps.test(says))
      } else if (isKept && isText(node) && node.data.includes('\n') && node.data.trim() !== '')
        node.replaceWith(
          ...node.data
            .split('\n')
            .flatMap((line, index) =>
              index === 0 ? [line] : [parent.ownerDocument?.createElement('br') ?? '', line],
            ),
        )
    }
  }
  walk(root, false)
}
