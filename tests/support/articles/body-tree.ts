import { serialize } from 'parse5'
import { expect } from 'vitest'
import { append, appendText, element, fragment, type Node } from '../../../functions/domain/body/tree.ts'
import { type BodyNode, readBody } from '../../../functions/views/body-tree.ts'

function nodeOf(node: BodyNode): Node[] {
  if (typeof node === 'string') {
    const holder = element('p')
    appendText(holder, node)
    return holder.childNodes
  }
  const made = element(node.tag, node.attributes)
  append(made, node.children.flatMap(nodeOf))
  return [made]
}

/** The page reads out of a body all that is in it, and nothing else: printed again it is the same. */
export function expectReadable(body: string): void {
  const nodes = readBody(body)
  expect(nodes && serialize(fragment(nodes.flatMap(nodeOf)))).toBe(body)
}
