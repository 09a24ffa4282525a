import { xmlEvents } from '../files/xml-events.ts'
import type { Version } from '../item.ts'
import { listDataItem } from './list-data.ts'
import { readOf } from './rest.ts'
import { type Around, listIn, versionNumber } from './rest-item.ts'
import type { Raw } from './rest-values.ts'
import type { Read, Source } from './source.ts'

/** An element with all that it holds. */
interface Branch {
  name: string
  attributes: Readonly<Record<string, string>>
  line: number
  children: Branch[]
  text: string
}

const nameOf = (tag: string) => tag.split(':').at(-1) ?? tag
const childrenOf = ({ children }: Branch, name: string) =>
  children.filter((each) => nameOf(each.name) === name)
const typeOf = ({ attributes }: Branch) => attributes['m:type'] ?? attributes.type ?? ''

/** A property as the same service writes it in JSON. */
function read(property: Branch): unknown {
  const { attributes, children, text } = property
  if ((attributes['m:null'] ?? attributes.null) === 'true') return null
  const type = typeOf(property)
  if (/^Collection\(/u.test(type) || children.some(({ name }) => nameOf(name) === 'element'))
    return { results: childrenOf(property, 'element').map(read) }
  if (children.length > 0) return propertiesOf(property)
  if (/^Edm\.(?:Int\d+|Double|Decimal|Single|Byte)$/u.test(type)) return Number(text)
  return type === 'Edm.Boolean' ? text === 'true' : text
}

const propertiesOf = (branch: Branch): Raw =>
  Object.fromEntries(branch.children.map((each) => [nameOf(each.name), read(each)]))

/** What was expanded stands within the link to it: an entry, or a feed of them. */
function expandedIn(entry: Branch): [string, unknown][] {
  return childrenOf(entry, 'link').flatMap((link): [string, unknown][] => {
    const [inline] = childrenOf(link, 'inline')
    const name = link.attributes.title ?? link.attributes.rel?.split('/').at(-1)
    if (!inline || !name) return []
    const [feed] = childrenOf(inline, 'feed')
    const [one] = childrenOf(inline, 'entry')
    if (feed) return [[name, { results: childrenOf(feed, 'entry').map(rawOf) }]]
    return [[name, one ? rawOf(one) : null]]
  })
}

/** An entry as the same service writes it in its verbose JSON. */
function rawOf(entry: Branch): Raw {
  const [content] = childrenOf(entry, 'content')
  const [properties] = [entry, ...(content ? [content] : [])].flatMap((each) =>
    childrenOf(each, 'properties'),
  )
  const [id] = childrenOf(entry, 'id')
  const edit = childrenOf(entry, 'link').find(({ attributes }) => attributes.rel === 'edit')
  const [category] = childrenOf(entry, 'category')
  return {
    // Where an entry is edited may be said from the feed on; its id is whole then.
    __metadata: { id: id?.text, uri: id?.text ?? edit?.attributes.href, type: category?.attributes.term },
    ...Object.fromEntries(expandedIn(entry)),
    ...(properties && propertiesOf(properties)),
  }
}

/** What the REST service and ListData.svc answer to a browser that asks for nothing else: the same items, as Atom. */
export const atom: Source = {
  name: 'atom',
  recognises: ({ text }) =>
    /<(?:\w+:)?(?:feed|entry|error)\b/u.test(text) &&
    /schemas\.microsoft\.com\/ado\/2007\/08\/dataservices/u.test(text),
  async *read(file): AsyncGenerator<Read> {
    const around: Around = { file: file.path }
    const versions: Version[] = []
    const open: Branch[] = []
    let next: string | undefined
    let entries = 0
    for await (const event of xmlEvents(file)) {
      const top = open.at(-1)
      if ('text' in event) {
        if (top) top.text += event.text
      } else if ('open' in event) {
        const { attributes, line } = event
        // Only what belongs to one entry is kept.
        if (top || /^(?:entry|error)$/u.test(nameOf(event.open)))
          open.push({ name: event.open, attributes, line, children: [], text: '' })
        else if (nameOf(event.open) === 'link' && attributes.rel === 'next') next = attributes.href
      } else if (top) {
        open.pop()
        const parent = open.at(-1)
        if (parent) {
          parent.children.push(top)
          continue
        }
        entries += 1
        if (nameOf(top.name) === 'error') {
          const value = childrenOf(top, 'message')[0]?.text ?? ''
          yield { notice: { code: 'error-answer', place: { file: file.path }, value } }
          continue
        }
        const raw = rawOf(top)
        if (/listdata\.svc/iu.test(JSON.stringify(raw.__metadata))) {
          yield { item: listDataItem(raw, file.path, top.line) }
          continue
        }
        around.list ??= listIn(next)
        for (const read of readOf(raw, around, top.line, versions)) {
          if ('item' in read) around.list ??= read.item.list
          yield read
        }
      }
    }
    if (entries === 0) yield { notice: { code: 'file-empty', place: { file: file.path } } }
    const list = around.list === undefined ? {} : { list: around.list }
    if (versions.length > 0) {
      const id = /(?:^|\D)(\d{1,9})\.xml$/iu.exec(file.path)?.[1]
      yield {
        versions: {
          ...{ file: file.path, ...list, ...(id !== undefined && { id }) },
          versions: versions.toSorted((one, other) => versionNumber(one) - versionNumber(other)),
        },
      }
    }
    yield { page: { file: file.path, ...(next !== undefined && { next }), ...list } }
  },
}
