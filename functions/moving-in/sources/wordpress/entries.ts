import type { InputFile } from '../../files/input-file.ts'
import { xmlEvents } from '../../files/xml-events.ts'

/** `<category domain="post_tag" nicename="xe">Xe</category>` */
export interface Term {
  domain: string
  slug: string
  name: string
}

/** An `<item>`: a post, and everything else that WordPress keeps as one. */
export interface Entry {
  line: number
  /** Texts of its elements, by their whole name (`wp:post_id`). */
  fields: ReadonlyMap<string, string>
  terms: readonly Term[]
  meta: ReadonlyMap<string, string>
}

/** What stands before and between the entries: an author, or an element of the channel itself. */
export type Part = { entry: Entry } | { author: ReadonlyMap<string, string> } | { told: [string, string] }

/**
 * The parts of an export, in order. Plugins write texts that are not well-formed, so only names that belong there end
 * anything: markup within a field is its text.
 */
export async function* partsOf(file: InputFile): AsyncGenerator<Part> {
  let entry:
    | { line: number; fields: Map<string, string>; terms: Term[]; meta: Map<string, string> }
    | undefined
  let author: Map<string, string> | undefined
  let field: { name: string; attributes: Readonly<Record<string, string>>; text: string } | undefined
  let metaKey = ''
  for await (const event of xmlEvents(file)) {
    if ('text' in event) {
      if (field) field.text += event.text
      continue
    }
    if ('open' in event) {
      const { open: name, attributes, line } = event
      if (name === 'item') entry = { line, fields: new Map(), terms: [], meta: new Map() }
      else if (name === 'wp:author') author = new Map()
      else if (isOwn(name)) field = { name, attributes, text: '' }
      continue
    }
    const { close: name } = event
    if (field && name === field.name) {
      const text = field.text
      const { domain = '', nicename = '' } = field.attributes
      if (name === 'category' && entry) entry.terms.push({ domain, slug: nicename, name: text.trim() })
      else if (name === 'wp:meta_key') metaKey = text.trim()
      else if (name === 'wp:meta_value' && entry) entry.meta.set(metaKey, text)
      else if (entry) entry.fields.set(name, text)
      else if (author) author.set(name, text)
      else yield { told: [name, text] }
      field = undefined
    } else if (name === 'item' && entry) {
      yield { entry }
      entry = undefined
      field = undefined
    } else if (name === 'wp:author' && author) {
      yield { author }
      author = undefined
    }
  }
}

const plain = new Set([
  'title',
  'link',
  'pubDate',
  'guid',
  'description',
  'category',
  'language',
  'generator',
])

/** Elements that hold text of an export; groups (`wp:postmeta`, `wp:category`) and markup that slipped in do not. */
const isOwn = (name: string) =>
  plain.has(name) ||
  (/^(?:wp|content|excerpt|dc):/u.test(name) &&
    !/^wp:(?:postmeta|comment|commentmeta|category|tag|term)$/u.test(name))
