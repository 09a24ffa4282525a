import { type DefaultTreeAdapterMap, parse, serialize } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

const isElement = (node: Node): node is Element => 'tagName' in node

const links = new Set(['href', 'src', 'poster', 'action'])
const listsOfLinks = new Set(['srcset', 'imagesrcset'])

/** From the file `from` to the file `to`, both named from the root: `../../en/index.html`. */
export function relativeTo(from: string, to: string): string {
  const [before, after] = [from.split('/').slice(0, -1), to.split('/')]
  let shared = 0
  while (shared < before.length && before[shared] === after[shared]) shared += 1
  const path = [...before.slice(shared).map(() => '..'), ...after.slice(shared)].join('/')
  return path.split('/').map(encodeURIComponent).join('/')
}

/**
 * A page whose links lead to files beside it, so that it is read from a folder as from any web server. `fileAt`: the file of an
 * address of this site, undefined where there is none; then the link stays as it is. The policy of the page, which knows
 * servers alone, is left out.
 */
export function withRelativeLinks(
  html: string,
  from: string,
  fileAt: (address: string) => string | undefined,
): string {
  function linked(address: string): string {
    const [path = '', fragment] = address.split(/#(.*)/su)
    if (!path.startsWith('/') || path.startsWith('//')) return address
    const file = fileAt(path)
    if (file === undefined) return address
    return relativeTo(from, file) + (fragment === undefined ? '' : `#${fragment}`)
  }

  const linkedAll = (list: string) =>
    list
      .split(/,\s+/u)
      .map((each) => each.replace(/^\S+/u, linked))
      .join(', ')

  function walk(node: Node): void {
    if (isElement(node)) {
      const equivalent = node.attrs.find(({ name }) => name === 'http-equiv')?.value.toLowerCase()
      for (const attribute of node.attrs) {
        if (links.has(attribute.name)) attribute.value = linked(attribute.value)
        else if (listsOfLinks.has(attribute.name)) attribute.value = linkedAll(attribute.value)
        else if (equivalent === 'refresh' && attribute.name === 'content')
          attribute.value = attribute.value.replace(/(?<=url=)\S+/u, linked)
      }
    }
    if (!('childNodes' in node)) return
    node.childNodes = node.childNodes.filter((child) => !isPolicy(child))
    for (const child of node.childNodes) walk(child)
  }

  const document = parse(html)
  walk(document)
  return serialize(document)
}

const isPolicy = (node: Node) =>
  isElement(node) &&
  node.tagName === 'meta' &&
  node.attrs.some(
    ({ name, value }) => name === 'http-equiv' && value.toLowerCase() === 'content-security-policy',
  )
