import { parseFragment, serialize } from 'parse5'
import { attribute, fragment, isElement, type Node } from '../../../domain/body/tree.ts'
import { toLine } from '../../../domain/text.ts'
import { unescaped } from '../../files/find-file.ts'
import { xmlEvents } from '../../files/xml-events.ts'
import type { Column, ItemFile, Meaning, SourceItem } from '../../item.ts'
import { understand } from '../../plan/columns.ts'
import { byTag, isEmptyText, textIn } from '../../plan/html.ts'
import type { Read, Source } from '../source.ts'

/** `<div><b>Tác giả:</b> Phòng Lãnh sự</div>`: what SharePoint makes of a column, only ever at the top of a description. */
interface Pair {
  label: string
  nodes: Node[]
}

function pairsOf(description: string): Pair[] {
  return parseFragment(description).childNodes.flatMap((node) => {
    if (!isElement(node) || node.tagName !== 'div') return []
    const [first, ...rest] = node.childNodes.filter(
      (child) => !isEmptyText(textIn(child)) || isElement(child),
    )
    if (!first || !isElement(first) || first.tagName !== 'b') return []
    const label = toLine(textIn(first))
    return label.endsWith(':') ? [{ label: label.slice(0, -1).trim(), nodes: rest }] : []
  })
}

const isFiles = ({ label }: Pair) => /^(?:attachments|(?:(?:tệp|phần|file) )?đính kèm)$/iu.test(label)

const filesOf = (nodes: readonly Node[]): ItemFile[] =>
  byTag(fragment(nodes), 'a').flatMap((link) => {
    const address = attribute(link, 'href')?.trim()
    return address
      ? [{ name: unescaped(address.split('/').at(-1) ?? address).normalize('NFC'), address }]
      : []
  })

function columnOf({ label, nodes }: Pair): Column {
  const isRich = nodes.some(isElement)
  const html = serialize(fragment(nodes)).trim()
  return { name: label, label, value: isRich ? { html } : toLine(textIn(parseFragment(html))) }
}

interface Channel {
  file: string
  line: number
  isSharePoint: boolean
}

function itemOf(fields: ReadonlyMap<string, string[]>, { file, line, isSharePoint }: Channel): SourceItem {
  const get = (...names: string[]) =>
    names.flatMap((name) => fields.get(name) ?? []).find((text) => text.trim() !== '')
  const description = get('description', 'summary') ?? ''
  const pairs = pairsOf(description)
  const link = get('link', 'guid', 'id')?.trim() ?? ''
  const date = get('pubDate', 'published', 'dc:date', 'updated')
  const of = (name: string, meaning: Meaning, value: Column['value'] | undefined): Column[] =>
    value === undefined ? [] : [{ name, meaning, value }]
  const own = isSharePoint || pairs.length > 1
  const body = get('content:encoded', 'content')
  const columns: Column[] = [
    ...of('title', 'title', get('title')?.trim()),
    ...(own
      ? [
          ...pairs.filter((pair) => !isFiles(pair)).map(columnOf),
          // When it was last saved, by whom: not when it came out.
          ...of('pubDate', 'createdAt', date?.trim()),
          ...of('author', 'createdBy', get('author')?.trim()),
        ]
      : [
          ...of(
            'description',
            body === undefined ? 'body' : 'summary',
            description === '' ? undefined : { html: description },
          ),
          ...of('content:encoded', 'body', body === undefined ? undefined : { html: body }),
          ...of('pubDate', 'publishedAt', date?.trim()),
          ...of('dc:creator', 'byline', get('dc:creator', 'author')?.trim()),
          ...of(
            'category',
            'section',
            fields.has('category')
              ? { references: (fields.get('category') ?? []).map((label) => ({ label: label.trim() })) }
              : undefined,
          ),
        ]),
  ]
  const isAddress = /^https?:\/\//iu.test(link)
  return {
    place: { file, line },
    source: 'feed',
    system: 'feed',
    columns,
    clock: 'site',
    addresses: isAddress ? [link] : [],
    ...(isAddress && { base: link }),
    attachments: pairs.filter(isFiles).flatMap(({ nodes }) => filesOf(nodes)),
    versions: [],
  }
}

/** RSS and Atom. A feed holds the latest articles only, which is said once. */
export const feed: Source = {
  name: 'feed',
  recognises: ({ text }) =>
    /^[\ufeff\s]*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:rss|feed|rdf:RDF)\b/iu.test(text) &&
    !/<wp:wxr_version>/u.test(text),
  async *read(file): AsyncGenerator<Read> {
    let item: { line: number; fields: Map<string, string[]> } | undefined
    let text = ''
    let isSharePoint = false
    let items = 0
    let hasViews = false
    const place = { file: file.path }
    for await (const event of xmlEvents(file)) {
      if ('text' in event) text += event.text
      else if ('open' in event) {
        text = ''
        if (event.open === 'item' || event.open === 'entry') item = { line: event.line, fields: new Map() }
        // Atom puts addresses into an attribute.
        const { href, rel } = event.attributes
        if (item && event.open === 'link' && href !== undefined && (rel === undefined || rel === 'alternate'))
          item.fields.set('link', [href])
        const { label, term } = event.attributes
        const category = label ?? term
        if (item && event.open === 'category' && category !== undefined)
          item.fields.set('category', [...(item.fields.get('category') ?? []), category])
      } else if (event.close === 'item' || event.close === 'entry') {
        if (!item) continue
        const made = itemOf(item.fields, { file: file.path, line: item.line, isSharePoint })
        hasViews ||= made.columns.some(({ name, label }) => {
          const understood = understand(name, label)
          return 'meaning' in understood && understood.meaning === 'views'
        })
        items += 1
        yield { item: made }
        item = undefined
      } else if (item) {
        // Atom names an author in an element of its own.
        const name = event.close === 'name' ? 'author' : event.close
        if (text.trim() !== '') item.fields.set(name, [...(item.fields.get(name) ?? []), text])
        text = ''
      } else if (event.close === 'generator') isSharePoint ||= /SharePoint/iu.test(text)
    }
    if (items === 0) yield { notice: { code: 'file-empty', place } }
    else {
      yield { notice: { code: 'feed-is-partial', place, count: items } }
      if (!hasViews) yield { notice: { code: 'views-unknown', place } }
    }
  },
}
