import { type DefaultTreeAdapterTypes, parse, serializeOuter } from 'parse5'
import { attribute, type Element, isElement, isText, setAttribute } from '../../../domain/body/tree.ts'
import { toLine } from '../../../domain/text.ts'
import { decodeBytes, type Encoding } from '../../files/decode.ts'
import type { InputFile } from '../../files/input-file.ts'
import { allElements, byTag, textIn } from '../../plan/html.ts'

/** A page as somebody saved it from a browser, or copied it out of a library. */
export interface SavedPage {
  file: InputFile
  text: string
  encoding: Encoding
  root: DefaultTreeAdapterTypes.Document
  title: string
  /** Where it stood: told by the browser that saved it, or by the page itself. */
  addresses: readonly string[]
}

/** Of a page with all its menus; beyond this it takes seconds to read. */
const mostBytes = 8_000_000

export async function savedPage(file: InputFile): Promise<SavedPage> {
  const { text, encoding } = decodeBytes(await file.bytes(mostBytes))
  const root = parse(text.normalize('NFC'))
  // `./16_files/xe.jpg` is `16_files/xe.jpg`.
  for (const node of byTag(root, 'img', 'a'))
    for (const name of ['src', 'href']) {
      const value = attribute(node, name)
      if (value?.startsWith('./')) setAttribute(node, name, value.slice(2))
    }
  const saved = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/iu.exec(text)?.[1]
  const mirrored = /<!--\s*Mirrored from (\S+) by HTTrack/iu.exec(text)?.[1]
  const canonical = byTag(root, 'link').find((node) => attribute(node, 'rel')?.toLowerCase() === 'canonical')
  const addresses = [
    saved,
    mirrored && (/^https?:/iu.test(mirrored) ? mirrored : `http://${mirrored}`),
    canonical && attribute(canonical, 'href'),
    metaOf(root, 'og:url'),
  ].flatMap((each) => (each && /^https?:\/\//iu.test(each) ? [each] : []))
  const [title] = byTag(root, 'title')
  return { file, text, encoding, root, title: toLine(title ? textIn(title) : ''), addresses }
}

export function metaOf(root: DefaultTreeAdapterTypes.Document, name: string): string | undefined {
  const found = byTag(root, 'meta').find(
    (node) => (attribute(node, 'property') ?? attribute(node, 'name'))?.toLowerCase() === name,
  )
  return found && attribute(found, 'content')?.trim()
}

/** The encoding that a page says it is in, where the bytes say otherwise. */
export function wronglyDeclared({ text, encoding }: SavedPage): string | undefined {
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/iu.exec(text)?.[1]?.toLowerCase()
  const isAscii = /^\p{ASCII}*$/u.test(text)
  if (declared === undefined || isAscii || declared === encoding) return undefined
  return encoding === 'utf-8' && !/^utf-?8$/u.test(declared) ? declared : undefined
}

/** Which comes first in its dates, by the language that the page says it is in, or the halves of the day it names. */
export function dateOrder({ root, text }: SavedPage): { monthFirst?: boolean } {
  const [html] = byTag(root, 'html')
  const language = (html && attribute(html, 'lang'))?.toLowerCase() ?? ''
  if (language.startsWith('vi') || /\d{1,2}:\d{2}\s(?:SA|CH)\b/u.test(text)) return { monthFirst: false }
  return language === 'en-us' || /\d{1,2}:\d{2}\s(?:AM|PM)\b/u.test(text) ? { monthFirst: true } : {}
}

/** What stands in an element, without comments. */
export const innerHtml = (node: Element): string =>
  node.childNodes
    .map((child) => (isElement(child) || isText(child) ? serializeOuter(child) : ''))
    .join('')
    .trim()

export const lineIn = (node: Element) => toLine(textIn(node).replaceAll(/[\u00a0\u200b]/gu, ' '))

export const elementsIn = (page: SavedPage) => allElements(page.root)

export const childElements = (node: Element) => node.childNodes.filter(isElement)
