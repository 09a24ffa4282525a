/**
 * Whether two blocks of HTML say the same: the same words with the same marks in the same places, in whatever order the
 * marks stand around them.
 */

const inlineTags = new Set(['a', 'abbr', 'span', 'strong', 'em', 'u', 's', 'sub', 'sup', 'cite', 'code'])

interface Around {
  marks: readonly string[]
  lang: string
}

function attributesOf(node: Element, except: string): string {
  const said = [...node.attributes].filter(({ name }) => name !== except)
  return said.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).join('')
}

function* partsOf(node: Node, around: Around): Generator<string> {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const how = [...around.marks].sort().join('')
      for (const letter of child.nodeValue ?? '') yield `${letter}|${around.lang}|${how}`
    }
    if (!(child instanceof Element)) continue
    const lang = child.getAttribute('lang') ?? around.lang
    const tag = child.localName
    const isMark = inlineTags.has(tag) && !child.id
    const mark = `<${tag}${attributesOf(child, isMark ? 'lang' : '')}>`
    if (isMark) {
      const marks = mark === '<span>' ? around.marks : [...around.marks, mark]
      yield* partsOf(child, { marks, lang })
    } else {
      yield mark
      yield* partsOf(child, { marks: [], lang })
      yield `</${tag}>`
    }
  }
}

const contentOf = (block: Element) => [...partsOf(block, { marks: [], lang: '' })].join('\n')

export function hasSameContent(one: Element, other: Element): boolean {
  return contentOf(one) === contentOf(other)
}
