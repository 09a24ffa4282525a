import mammoth from 'mammoth'
import { parseFragment, serialize } from 'parse5'
import { append, attribute, type Element, element, isElement, type Parent } from '../../domain/body/tree.ts'
import { withTypedLists } from '../../domain/import/typed-lists.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import type { Block, Note } from './model.ts'
import { writeDocument } from './xml.ts'

/**
 * Characters of the document as it is written for mammoth, which takes a second and a hundred megabytes for each million.
 * The longest body that an article may have (200,000 characters) needs half of them.
 */
const longest = 1_500_000

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

/** Takes mammoth's ways to and from the notes away, which have no address on a page. */
function tidy(parent: Parent): void {
  for (const child of [...parent.childNodes]) {
    if (!isElement(child)) continue
    tidy(child)
    const href = child.tagName === 'a' ? attribute(child, 'href') : undefined
    if (!href?.startsWith('#')) continue
    const kept = /^#(?:foot|end)note-ref-/u.test(href) ? [] : child.childNodes
    for (const inner of kept) inner.parentNode = parent
    parent.childNodes.splice(parent.childNodes.indexOf(child), 1, ...kept)
  }
}

const isNotes = (node: Element) =>
  node.childNodes.some((item) => isElement(item) && /^(?:foot|end)note-/u.test(attribute(item, 'id') ?? ''))

/** What mammoth wrote, with its notes below a rule. */
function tidied(html: string): string {
  const fragment = parseFragment(html)
  const last = fragment.childNodes.findLast(isElement)
  tidy(fragment)
  if (last?.tagName === 'ol' && isNotes(last)) append(fragment, [element('hr'), last])
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
  return withTypedLists(tidied(value))
}
