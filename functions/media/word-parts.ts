import { posix } from 'node:path'
import { Refusal } from '../domain/media-refusal.ts'
import type { WordPackage } from './word-package.ts'
import { childOf, readXml, type XmlElement } from './xml.ts'

interface Relationship {
  type: string
  target: string
  isExternal: boolean
}

/** A part of the file, and what it refers to by id. */
export interface Part {
  root: XmlElement
  links: Map<string, Relationship>
}

/** The last word of a type: `http://…/relationships/footnotes` -> `footnotes`. */
const kindOf = (type: string) => type.split('/').at(-1) ?? ''

async function relationships(file: WordPackage, part: string): Promise<Map<string, Relationship>> {
  const { dir, base } = posix.parse(part)
  const name = posix.join(dir, '_rels', `${base}.rels`)
  if (!file.has(name)) return new Map()
  const { children } = readXml(await file.read(name))
  return new Map(
    children.map(({ attributes: { Id = '', Type = '', Target = '', TargetMode = '' } }) => {
      const isExternal = TargetMode.toLowerCase() === 'external'
      const target = isExternal ? Target : posix.join('/', Target.startsWith('/') ? '' : dir, Target).slice(1)
      return [Id, { type: kindOf(Type), target, isExternal }]
    }),
  )
}

/** Programs come with their own types of content, and with parts of a name that `word-package.ts` knows. */
function refuseMacros(types: XmlElement): void {
  const given = types.children.map(({ attributes }) => attributes.ContentType ?? '')
  if (given.some((type) => /macroEnabled|vba/iu.test(type))) throw new Refusal('macros')
}

export interface WordParts {
  document: Part
  styles: XmlElement | undefined
  numbering: XmlElement | undefined
  footnotes: Part | undefined
  endnotes: Part | undefined
  /** Headers and footers. */
  margins: XmlElement[]
  /** The title in the properties of the file, which nobody may have looked at for years. */
  title: string
}

/** Reads the parts of a Word file that say something of its text. */
export async function readParts(file: WordPackage): Promise<WordParts> {
  if (!file.has('[Content_Types].xml')) throw new Refusal('type_differs', { extension: 'docx', found: 'zip' })
  refuseMacros(readXml(await file.read('[Content_Types].xml')))
  const outer = [...(await relationships(file, '')).values()]
  const main = outer.find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml'
  if (!file.has(main)) throw new Refusal('damaged')
  const root = readXml(await file.read(main))
  if (root.name !== 'w:document' || !childOf(root, 'w:body'))
    throw new Refusal('type_differs', { extension: 'docx', found: 'zip' })

  const links = await relationships(file, main)
  const named = (kind: string) =>
    [...links.values()].filter(
      ({ type, isExternal, target }) => type === kind && !isExternal && file.has(target),
    )
  const rootOf = async (kind: string) => {
    const [found] = named(kind)
    return found && readXml(await file.read(found.target))
  }
  const partOf = async (kind: string): Promise<Part | undefined> => {
    const [found] = named(kind)
    if (!found) return undefined
    return { root: readXml(await file.read(found.target)), links: await relationships(file, found.target) }
  }
  const margins: XmlElement[] = []
  // A section may have six; more than a few of them say the same.
  for (const { target } of [...named('header'), ...named('footer')].slice(0, 12))
    margins.push(readXml(await file.read(target)))
  const properties = outer.find(({ type }) => type === 'core-properties')?.target ?? ''
  return {
    document: { root, links },
    styles: await rootOf('styles'),
    numbering: await rootOf('numbering'),
    footnotes: await partOf('footnotes'),
    endnotes: await partOf('endnotes'),
    margins,
    title: file.has(properties)
      ? (childOf(readXml(await file.read(properties)), 'dc:title')?.text ?? '')
      : '',
  }
}
