import type { Block, Cell, Item, Note, Paragraph, Picture, Run, Table } from './model.ts'

/** Files of a simple Word document, and how mammoth shall read its paragraphs. */
export interface WrittenDocument {
  files: Map<string, string>
  styleMap: string[]
}

const namespaces = [
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'],
  ['wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  ['pic', 'http://schemas.openxmlformats.org/drawingml/2006/picture'],
]
const declarations = namespaces.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('')

/** What XML cannot carry goes with what would be read as markup. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to leave out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
      .toWellFormed()
      .replace(/&/gu, '&amp;')
      .replace(/</gu, '&lt;')
      .replace(/>/gu, '&gt;')
      .replace(/"/gu, '&quot;')
  )
}

const styles = [
  ...[1, 2, 3, 4, 5, 6].map((level) => `p.H${level} => h${level}:fresh`),
  'p.Quote => blockquote > p:fresh',
  'p.Figure => figure:fresh',
  'p.Caption => figure > figcaption:fresh',
  'p.Text => p:fresh',
  'u => u',
]

/** Paths of lists that differ from each other; more of them than any document has are numbered anew. */
const mostPaths = 1000

/** Which list each item stands in. mammoth joins an item to the list before it where the way to it is the same. */
function createListPaths() {
  const styleOf = new Map<string, string>()
  /** The lists that are open, from the outermost. */
  let open: { list: string; tag: string }[] = []

  function tagOf({ ordered, start }: Item): string {
    if (!ordered) return 'ul'
    return start === 1 || styleOf.size >= mostPaths ? 'ol' : `ol[start='${start}']`
  }

  return {
    /** Whatever is no item ends every list. */
    end() {
      open = []
    },
    next(item: Item): string {
      const level = Math.min(item.level, open.length, 8)
      const list = `${item.list} ${item.ordered}`
      const known = open[level]
      const isNew = known?.list !== list
      open = open.slice(0, level)
      open.push(isNew ? { list, tag: tagOf(item) } : known)
      const tags = open.map(({ tag }, index) => (index === level && isNew ? `${tag}:fresh` : tag))
      const path = `${tags.join(' > li > ')} > li:fresh`
      const style = styleOf.get(path) ?? `Item${styleOf.size}`
      styleOf.set(path, style)
      return style
    },
    styleMap: () => [...styleOf].map(([path, style]) => `p.${style} => ${path}`),
  }
}

/** Writes what was read as the simplest document that says the same, so that nothing else of the file reaches mammoth. */
export function writeDocument(body: readonly Block[], notes: readonly Note[]): WrittenDocument {
  const lists = createListPaths()
  const links = new Map<string, string>()
  /** A note is referred to once: a file could refer to a long one a million times. */
  const unused = new Map(notes.map((note) => [`${note.type} ${note.id}`, note]))
  const used: Note[] = []

  function link(href: string): string {
    const id = links.get(href) ?? `L${links.size}`
    links.set(href, id)
    return id
  }

  function contentOf({ text, symbol, note }: Run): string {
    if (symbol) return `<w:sym w:font="${escaped(symbol.font)}" w:char="${escaped(symbol.char)}"/>`
    if (!note) {
      const lines = text.split('\n').map((line) => (line === '' ? '' : `<w:t>${escaped(line)}</w:t>`))
      return lines.join('<w:br/>')
    }
    const found = unused.get(`${note.type} ${note.id}`)
    if (!found) return ''
    unused.delete(`${note.type} ${note.id}`)
    used.push(found)
    return `<w:${note.type}Reference w:id="${used.length}"/>`
  }

  function runOf(run: Run, isEmphatic: boolean): string {
    const content = contentOf(run)
    if (content === '') return ''
    const properties = [
      isEmphatic && run.bold ? '<w:b/>' : '',
      isEmphatic && run.italic ? '<w:i/>' : '',
      run.underline ? '<w:u w:val="single"/>' : '',
      run.strike ? '<w:strike/>' : '',
      run.raised === 'baseline' ? '' : `<w:vertAlign w:val="${run.raised}"/>`,
    ].join('')
    const written = `<w:r><w:rPr>${properties}</w:rPr>${content}</w:r>`
    return run.href === undefined ? written : `<w:hyperlink r:id="${link(run.href)}">${written}</w:hyperlink>`
  }

  const sameLook = (one: Run, other: Run) =>
    !one.symbol &&
    !other.symbol &&
    !one.note &&
    !other.note &&
    (['bold', 'italic', 'underline', 'strike', 'raised', 'href'] as const).every(
      (key) => one[key] === other[key],
    )

  /** Word cuts text wherever somebody stopped typing. */
  function joined(runs: readonly Run[]): Run[] {
    const made: Run[] = []
    for (const run of runs) {
      const before = made.at(-1)
      if (before && sameLook(before, run)) before.text += run.text
      else made.push({ ...run })
    }
    return made
  }

  const styled = (style: string, content: string) =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${content}</w:p>`

  /** Headings, captions and header cells are emphatic themselves. */
  function paragraphOf(paragraph: Paragraph, style: string, isEmphatic = true): string {
    return styled(
      style,
      joined(paragraph.runs)
        .map((run) => runOf(run, isEmphatic))
        .join(''),
    )
  }

  function styleOf(paragraph: Paragraph): string {
    if (paragraph.item) return lists.next(paragraph.item)
    lists.end()
    if (paragraph.role === 'heading') return `H${paragraph.level}`
    if (paragraph.role === 'title') return 'H1'
    return paragraph.role === 'quote' ? 'Quote' : 'Text'
  }

  function pictureOf({ index, alt, caption }: Picture): string {
    if (index === undefined) return caption ? paragraphOf(caption, 'Text') : ''
    // The number of the picture stands for its bytes; see `docx-html.ts`.
    const drawing = `<w:drawing><wp:inline><wp:docPr descr="${escaped(alt)}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="P${index}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
    links.set(`picture ${index}`, `P${index}`)
    const figure = styled('Figure', `<w:r>${drawing}</w:r>`)
    return caption ? figure + paragraphOf(caption, 'Caption', false) : figure
  }

  function cellOf({ columns, continues, blocks }: Cell, isFirst: boolean, isHeader: boolean): string {
    const merge = continues && !isFirst ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>'
    const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''
    return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${blocksOf(blocks, !isHeader)}</w:tc>`
  }

  function tableOf({ rows }: Table): string {
    const written = rows.map(({ isHeader, cells }, index) => {
      const properties = isHeader ? '<w:trPr><w:tblHeader/></w:trPr>' : ''
      return `<w:tr>${properties}${cells.map((cell) => cellOf(cell, index === 0, isHeader)).join('')}</w:tr>`
    })
    return `<w:tbl>${written.join('')}</w:tbl>`
  }

  function blocksOf(blocks: readonly Block[], isEmphatic = true): string {
    lists.end()
    const written = blocks.map((block) => {
      if (block.kind === 'paragraph') {
        const style = styleOf(block)
        return paragraphOf(block, style, isEmphatic && block.role !== 'heading' && block.role !== 'title')
      }
      lists.end()
      return block.kind === 'picture' ? pictureOf(block) : tableOf(block)
    })
    lists.end()
    return written.join('')
  }

  const root = (name: string, content: string) => `<w:${name}${declarations}>${content}</w:${name}>`
  const document = root('document', `<w:body>${blocksOf(body)}</w:body>`)
  const numbered = used.map((note, index) => ({ ...note, number: index + 1 }))
  // References within notes are left: mammoth would number them among those of the text.
  unused.clear()
  const notesOf = (type: Note['type']) =>
    root(
      `${type}s`,
      numbered
        .filter((note) => note.type === type)
        .map(({ number, blocks }) => `<w:${type} w:id="${number}">${blocksOf(blocks)}</w:${type}>`)
        .join(''),
    )
  const footnotes = notesOf('footnote')
  const endnotes = notesOf('endnote')
  const relationships = [...links].map(([target, id]) => {
    const to = id.startsWith('P') ? `pictures/${id.slice(1)}` : target
    return `<Relationship Id="${id}" Type="x" Target="${escaped(to)}"/>`
  })
  const refers = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`
  return {
    files: new Map([
      ['word/document.xml', document],
      ['word/footnotes.xml', footnotes],
      ['word/endnotes.xml', endnotes],
      ...['document', 'footnotes', 'endnotes'].map((part): [string, string] => [
        `word/_rels/${part}.xml.rels`,
        refers,
      ]),
    ]),
    styleMap: [...styles, ...lists.styleMap()],
  }
}
