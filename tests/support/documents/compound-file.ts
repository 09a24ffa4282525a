const sector = 512
const none = 0xffffffff
const end = 0xfffffffe

interface Node {
  name: string
  content?: Buffer
  children: Node[]
  start: number
}

function tree(streams: Record<string, Uint8Array>): Node {
  const root: Node = { name: 'Root Entry', children: [], start: end }
  for (const [path, content] of Object.entries(streams)) {
    const names = path.split('/')
    let folder = root
    for (const [index, name] of names.entries()) {
      const known = folder.children.find((each) => each.name === name)
      const node: Node = known ?? { name, children: [], start: end }
      if (!known) folder.children.push(node)
      if (index === names.length - 1) node.content = Buffer.from(content)
      folder = node
    }
  }
  return root
}

const padded = (content: Buffer, to: number) =>
  Buffer.concat([content, Buffer.alloc((to - (content.length % to)) % to)])

/** Pieces one behind the other, and the table that chains them. */
class Chain {
  readonly parts: Buffer[] = []
  readonly table: number[] = []
  readonly size: number
  constructor(size: number) {
    this.size = size
  }
  add(content: Buffer): number {
    const start = this.table.length
    const count = Math.ceil(content.length / this.size)
    for (let index = 1; index <= count; index++) this.table.push(index === count ? end : start + index)
    this.parts.push(padded(content, this.size))
    return count > 0 ? start : end
  }
}

/** A compound file ([MS-CFB] version 3) of the streams by their paths: `Macros/VBA/dir`. For at most 7 MB. */
export function compoundFile(streams: Record<string, Uint8Array>): Buffer {
  const root = tree(streams)
  const nodes: Node[] = []
  const list = (node: Node) => {
    nodes.push(node)
    node.children.forEach(list)
  }
  list(root)
  const big = new Chain(sector)
  const small = new Chain(64)
  for (const node of nodes)
    if (node.content) node.start = (node.content.length < 4096 ? small : big).add(node.content)
  const mini = Buffer.concat(small.parts)
  root.start = big.add(mini)
  const miniTable = big.add(padded(numbers(small.table), sector))
  const entries = nodes.map((node) => entryOf(node, nodes, node === root ? mini.length : undefined))
  const directory = big.add(padded(Buffer.concat(entries), sector))
  // The table describes its own sectors too, which are marked as such.
  let tables = 1
  while (tables * 128 < big.table.length + tables) tables++
  const first = big.table.length
  const table = [...big.table, ...Array.from({ length: tables }, () => 0xfffffffd)]
  while (table.length < tables * 128) table.push(none)
  const header = Buffer.alloc(sector)
  header.write('d0cf11e0a1b11ae1', 'hex')
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    header.writeUInt16LE(value, at)
  header.writeUInt32LE(tables, 44)
  header.writeUInt32LE(directory, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(miniTable, 60)
  header.writeUInt32LE(Math.ceil(small.table.length / 128), 64)
  header.writeUInt32LE(end, 68)
  for (let index = 0; index < 109; index++)
    header.writeUInt32LE(index < tables ? first + index : none, 76 + index * 4)
  return Buffer.concat([header, ...big.parts, numbers(table)])
}

function numbers(list: number[]): Buffer {
  const buffer = Buffer.alloc(list.length * 4)
  for (const [index, value] of list.entries()) buffer.writeUInt32LE(value, index * 4)
  return buffer
}

/** Siblings as a tree that only goes to the right: not balanced, but a tree. */
function entryOf(node: Node, nodes: Node[], miniSize: number | undefined): Buffer {
  const entry = Buffer.alloc(128)
  const parent = nodes.find(({ children }) => children.includes(node))
  const sibling = parent?.children[parent.children.indexOf(node) + 1]
  const child = node.children[0]
  entry.write(node.name, 'utf16le')
  entry.writeUInt16LE((node.name.length + 1) * 2, 64)
  entry[66] = miniSize !== undefined ? 5 : node.content ? 2 : 1
  entry[67] = 1
  entry.writeUInt32LE(none, 68)
  entry.writeUInt32LE(sibling ? nodes.indexOf(sibling) : none, 72)
  entry.writeUInt32LE(child ? nodes.indexOf(child) : none, 76)
  entry.writeUInt32LE(node.start, 116)
  entry.writeUInt32LE(miniSize ?? node.content?.length ?? 0, 120)
  return entry
}
