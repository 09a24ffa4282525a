import mammoth from 'mammoth'
import { parseFragment, serialize } from 'parse5'
import { append, attribute, type Element, element, isElement, type Parent } from '../domain/body-tree.ts'
import { Refusal } from '../domain/media-refusal.ts'
import { withTypedLists } from '../domain/typed-lists.ts'
import type { Block, Note } from './word-model.ts'
import { writeDocument } from './word-xml.ts'

/** Characters of the document as it is written for mammoth; a body may have 200,000 of text and tags. */
const longest = 4_000_000

const encoder = new TextEncoder()
const pictures = 'word/pictures/'

/** A file in memory, as mammoth reads from: what stands for the bytes of a picture is its number. */
function inMemory(files: ReadonlyMap<string, string>) {
  return {
    exists: (name: string) => files.has(name),
    async read(name: string, encoding?: string) {
      if (name.startsWith(pictures)) return encoder.encode(name.slice(pictures.length))
      const text = files.get(name) ?? ''
      return encoding ? text : encoder.encode(text)
    },
  }
}

/** The text without mammoth's ways to and from the notes, which have no address on a page; the notes stand below a rule. */
function tidyNotes(parent: Parent): void {
  const withoutAnchors = (node: Parent): void => {
    for (const child of [...node.childNodes]) {
      if (!isElement(child)) continue
      withoutAnchors(child)
      if (child.tagName !== 'a' || !attribute(child, 'href')?.startsWith('#')) continue
      const at = node.childNodes.indexOf(child)
      const isWayBack = /^#(?:foot|end)note-ref-/u.test(attribute(child, 'href') ?? '')
      const kept = isWayBack ? [] : child.childNodes
      for (const inner of kept) inner.parentNode = node
      node.childNodes.splice(at, 1, ...kept)
    }
  }
  withoutAnchors(parent)
}

const isNotes = (node: Element) =>
  node.childNodes.some((item) => isElement(item) && /^(?:foot|end)note-/u.test(attribute(item, 'id') ?? ''))

function withRule(html: string): string {
  const fragment = parseFragment(html)
  const notes = fragment.childNodes.findLast(isElement)
  tidyNotes(fragment)
  if (notes?.tagName === 'ol' && isNotes(notes)) append(fragment, [element('hr'), notes])
  return serialize(fragment)
}

/** What mammoth makes of a document, with typed lists; not cleaned yet. `pictureId`: the media id of each picture. */
export async function toHtml(
  body: readonly Block[],
  notes: readonly Note[],
  pictureId: (index: number) => string,
): Promise<string> {
  const { files, styleMap } = writeDocument(body, notes)
  const length = [...files.values()].reduce((sum, text) => sum + text.length, 0)
  if (length > longest) throw new Refusal('too_complex')
  const convertImage = mammoth.images.imgElement(async (image) => {
    const index = Buffer.from(await image.readAsArrayBuffer()).toString()
    return { src: `media:${pictureId(Number(index))}` }
  })
  // `file` is what mammoth makes of a path or a buffer itself; its types do not name it.
  const input = { file: inMemory(files) } as unknown as Parameters<typeof mammoth.convertToHtml>[0]
  const options = { styleMap, includeEmbeddedStyleMap: false, externalFileAccess: false, convertImage }
  const { value } = await mammoth.convertToHtml(input, options)
  return withTypedLists(withRule(value))
}
