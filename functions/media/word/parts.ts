import { posix } from 'node:path'
import { Refusal } from '../../domain/library/refusal.ts'
import { xmlAllowance } from '../xml/events.ts'
import { childOf, readXml, type XmlElement } from '../xml/xml.ts'
import type { WordPackage } from './package.ts'

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

type ReadTree = (name: string) => Promise<XmlElement>

async function relationships(file: WordPackage, part: string, read: ReadTree) {
  const { dir, base } = posix.parse(part)
  const name = posix.join(dir, '_rels', `${base}.rels`)
  if (!file.has(name)) return new Map<string, Relationship>()
  const { children } = await read(name)
  return new Map(
    children.map(
      ({ attributes: { Id = '', Type = '', Target = '', TargetMode = '' } }): [string, Relationship] => {
        const isExternal = TargetMode.toLowerCase() === 'external'
        const target = isExternal
          ? Target
          : posix.join('/', Target.startsWith('/') ? '' : dir, Target).slice(1)
        return [Id, { type: kindOf(Type), target, isExternal }]
      },
    ),
  )
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
  // All of them stay in memory together.
  const allowance = xmlAllowance()
  const read: ReadTree = async (name) => readXml(await file.read(name), allowance)
  const outer = [...(await relationships(file, '', read)).values()]
  const main = outer.find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml'
  if (!file.has(main)) throw new Refusal('damaged')
  const root = await read(main)
  if (root.name !== 'w:document' || !childOf(root, 'w:body'))
    throw new Refusal('type_differs', { extension: 'docx', found: 'zip' })

  const links = await relationships(file, main, read)
  const named = (kind: string) =>
    [...links.values()].filter(
      ({ type, isExternal, target }) => type === kind && !isExternal && file.has(target),
    )
  const rootOf = async (kind: string) => {
    const [found] = named(kind)
    return found && read(found.target)
  }
  const partOf = async (kind: string): Promise<Part | undefined> => {
    const [found] = named(kind)
    if (!found) return undefined
    return { root: await read(found.target), links: await relationships(file, found.target, read) }
  }
  const margins: XmlElement[] = []
  // A section may have six; more than a few of them say the same.
  for (const { target } of [...named('header'), ...named('footer')].slice(0, 12))
    margins.push(await read(target))
  const properties = outer.find(({ type }) => type === 'core-properties')?.target ?? ''
  return {
    document: { root, links },
    styles: await rootOf('styles'),
    numbering: await rootOf('numbering'),
    footnotes: await partOf('footnotes'),
    endnotes: await partOf('endnotes'),
    margins,
    title: file.has(properties) ? (childOf(await read(properties), 'dc:title')?.text ?? '') : '',
  }
}
