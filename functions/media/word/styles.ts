import { fold } from '../../domain/text.ts'
import { childOf, valOf, type XmlElement } from '../xml/xml.ts'
import type { Look, Role } from './model.ts'

/** What a style or a paragraph says; what it does not say comes from the style that it is based on. */
export interface Style {
  role?: Role
  level?: number
  alignment?: string
  numId?: string
  ilvl?: string
  look: Partial<Look>
}

export interface Styles {
  /** What holds for everything. */
  defaults: Style
  find(id: string | undefined): Style
}

const plain: Style = { look: {} }

/** Styles are based on each other; no document needs more, and a ring has no end. */
const longestChain = 20

/** By the name of a style in Word's English and Vietnamese, folded. */
const roles: [name: RegExp, role: Role][] = [
  [/^(?:title|tieu de|tieu de bai|ten bai)$/u, 'title'],
  [/^(?:subtitle|phu de|tieu de phu|sapo)$/u, 'subtitle'],
  [/^(?:quote|intense ?quote|block ?text|trich dan|trich dan manh|quotations)$/u, 'quote'],
  [/^(?:caption|chu thich|chu thich (?:anh|hinh|bang))$/u, 'caption'],
  [/^(?:toc ?\d|toc ?heading|muc luc ?\d?|table of figures)$/u, 'contents'],
]
const headingName = /^(?:heading|dau de|tieu de|de muc) ?([1-9])$/u

function roleOf(name: string): Pick<Style, 'role' | 'level'> {
  const folded = fold(name)
  const level = headingName.exec(folded)?.[1]
  if (level) return { role: 'heading', level: Math.min(6, Number(level)) }
  const role = roles.find(([pattern]) => pattern.test(folded))?.[1]
  return role ? { role } : {}
}

/** Whether a property is on that is so by being there: `<w:b/>`. */
export function toggle(parent: XmlElement, name: string): boolean | undefined {
  const found = childOf(parent, name)
  return found ? !/^(?:0|false|off|none)$/iu.test(found.attributes['w:val'] ?? '') : undefined
}

/** Letters outside ASCII are shown in the font `hAnsi`. */
function fontOf(properties: XmlElement): string | undefined {
  const fonts = childOf(properties, 'w:rFonts')?.attributes
  return fonts?.['w:hAnsi'] ?? fonts?.['w:ascii']
}

function raisedOf(properties: XmlElement): Look['raised'] | undefined {
  const value = valOf(properties, 'w:vertAlign')
  return value === 'superscript' || value === 'subscript' || value === 'baseline' ? value : undefined
}

/** What is said, without what is not: a spread of it changes nothing else. */
function said<T extends object>(properties: { [Key in keyof T]: T[Key] | undefined }): Partial<T> {
  // Entries whose value is undefined are what makes it no Partial.
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as Partial<T>
}

/** How a run looks by its own properties (`w:rPr`). */
export function lookOf(properties: XmlElement | undefined): Partial<Look> {
  if (!properties) return {}
  return said<Look>({
    font: fontOf(properties),
    bold: toggle(properties, 'w:b'),
    italic: toggle(properties, 'w:i'),
    underline: toggle(properties, 'w:u'),
    strike: toggle(properties, 'w:strike') ?? toggle(properties, 'w:dstrike'),
    caps: toggle(properties, 'w:caps') ?? toggle(properties, 'w:smallCaps'),
    hidden: toggle(properties, 'w:vanish'),
    raised: raisedOf(properties),
  })
}

/** What a paragraph says by its own properties (`w:pPr`). */
export function paragraphStyle(properties: XmlElement | undefined): Style {
  const outline = valOf(properties, 'w:outlineLvl')
  const numbering = childOf(properties, 'w:numPr')
  const isHeading = outline !== undefined && /^[0-5]$/u.test(outline)
  return {
    ...said<Omit<Style, 'look'>>({
      role: isHeading ? 'heading' : undefined,
      level: isHeading ? Number(outline) + 1 : undefined,
      alignment: valOf(properties, 'w:jc'),
      numId: valOf(numbering, 'w:numId'),
      ilvl: valOf(numbering, 'w:ilvl'),
    }),
    look: {},
  }
}

export function over(base: Style, style: Style): Style {
  return { ...base, ...style, look: { ...base.look, ...style.look } }
}

function ownStyle(element: XmlElement): Style {
  const name = valOf(element, 'w:name') ?? element.attributes['w:styleId'] ?? ''
  const paragraph = paragraphStyle(childOf(element, 'w:pPr'))
  return { ...paragraph, ...roleOf(name), look: lookOf(childOf(element, 'w:rPr')) }
}

/** The styles of a document (`word/styles.xml`), each with what it inherits. */
export function readStyles(root: XmlElement | undefined): Styles {
  const elements = new Map<string, XmlElement>()
  for (const element of root?.children ?? []) {
    const id = element.name === 'w:style' ? element.attributes['w:styleId'] : undefined
    if (id !== undefined && !elements.has(id)) elements.set(id, element)
  }
  const known = new Map<string, Style>()
  const own = new Map<XmlElement, Style>()
  const styleOf = (element: XmlElement) => {
    const style = own.get(element) ?? ownStyle(element)
    own.set(element, style)
    return style
  }
  const resolve = (id: string): Style => {
    const chain: XmlElement[] = []
    let next: string | undefined = id
    while (next !== undefined && chain.length < longestChain) {
      const element = elements.get(next)
      if (!element || chain.includes(element)) break
      chain.unshift(element)
      next = valOf(element, 'w:basedOn')
    }
    const style = chain.map(styleOf).reduce(over, plain)
    // A file may name a style that it does not bring: its name still says what it is.
    return chain.length > 0 ? style : { ...roleOf(id), look: {} }
  }
  const defaults = childOf(childOf(root, 'w:docDefaults'), 'w:rPrDefault')
  const usual = [...elements.values()].find(
    ({ attributes }) =>
      attributes['w:type'] === 'paragraph' && /^(?:1|true|on)$/u.test(attributes['w:default'] ?? ''),
  )
  const normal = usual ? ownStyle(usual) : plain
  return {
    defaults: over({ look: lookOf(childOf(defaults, 'w:rPr')) }, normal),
    find(id) {
      if (id === undefined) return plain
      const style = known.get(id) ?? resolve(id)
      known.set(id, style)
      return style
    },
  }
}
