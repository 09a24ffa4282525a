import { linkHref } from '../../domain/url.ts'
import { childOf, descendants, valOf, type XmlElement } from '../xml/xml.ts'
import { type Crop, cropOfDrawing, cropOfImage } from './crop.ts'
import { checkBoxText, formFieldText, isUnfilled, wordsIn } from './forms.ts'
import type { DropList, Look, Picture, Run } from './model.ts'
import type { Part } from './parts.ts'
import { characterOf, isSignFont, signsIn } from './signs.ts'
import { lookOf, type Styles } from './styles.ts'

/** What stands in a paragraph: its text, and what is taken out of it to stand after it. */
export interface Inline {
  runs: Run[]
  pictures: Picture[]
  /** Contents of text boxes (`w:txbxContent`). */
  boxes: XmlElement[]
}

export interface Surroundings {
  part: Part
  styles: Styles
  dropped: DropList
}

export const plainLook: Look = {
  font: '',
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  caps: false,
  hidden: false,
  raised: 'baseline',
}

/** `(*)`, `**`: a sign that stands for a note. */
const longestSign = 5

/** Fields within fields; a file may open any number and close none. */
const deepestField = 20

const characters: Record<string, string> = {
  'w:tab': ' ',
  'w:ptab': ' ',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '\u2011',
  // Of an 8-bit font it is a letter; elsewhere it goes when everything is read.
  'w:softHyphen': '\u00ad',
}

/** Elements that only stand around others; of a content control, its content. */
const wrappers = new Set(
  ['ins', 'moveTo', 'hyperlink', 'fldSimple', 'smartTag', 'customXml', 'sdt', 'sdtContent', 'dir', 'bdo'].map(
    (name) => `w:${name}`,
  ),
)

/** The address in the instruction of a field (`HYPERLINK "https://…" \o "…"`); undefined for other fields. */
function addressIn(instruction: string): string | undefined {
  const [, quoted, bare] = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))/iu.exec(instruction) ?? []
  return quoted ?? bare
}

/** The form of a picture or box that newer programs read, unless only the older one holds any. */
export function alternative(element: XmlElement): XmlElement | undefined {
  const choice = childOf(element, 'mc:Choice')
  const isRich =
    choice && ['a:blip', 'w:txbxContent', 'w:t'].some((name) => !descendants(choice, name).next().done)
  return isRich ? choice : (childOf(element, 'mc:Fallback') ?? choice)
}

/** How each picture of a drawing is cropped. */
function cropsIn(drawing: XmlElement, found = new Map<XmlElement, Crop>()): Map<XmlElement, Crop> {
  const crop = cropOfDrawing(childOf(drawing, 'a:srcRect'))
  for (const child of drawing.children) {
    if (crop && child.name === 'a:blip') found.set(child, crop)
    cropsIn(child, found)
  }
  return found
}

/** Old versions of Word put the path of the file there, newer ones a guess. */
function altOf(given: string | undefined): string {
  const alt = given?.trim() ?? ''
  return /\.(?:jpe?g|png|gif|bmp|tiff?|emf|wmf|webp|heic|svg)$/iu.test(alt) ? '' : alt.slice(0, 1000)
}

const xml = (name: string, attributes: XmlElement['attributes'], children: XmlElement[], text = '') => ({
  name,
  attributes,
  children,
  text,
})

/** WordArt of before 2010 has its words, and their font, in attributes of a path: a box with a paragraph of them. */
function boxOfArt({ attributes: { string = '', style = '' } }: XmlElement): XmlElement[] {
  if (string.trim() === '') return []
  const font = /(?:^|;)\s*font-family\s*:\s*["']?([^;"',]+)/iu.exec(style)?.[1]?.trim()
  const fonts = xml('w:rFonts', font ? { 'w:ascii': font, 'w:hAnsi': font } : {}, [])
  const run = xml('w:r', {}, [xml('w:rPr', {}, [fonts]), xml('w:t', {}, [], string)])
  return [xml('w:txbxContent', {}, [xml('w:p', {}, [run])])]
}

export function readInline(paragraph: XmlElement, base: Partial<Look>, around: Surroundings): Inline {
  const { part, styles, dropped } = around
  const found: Inline = { runs: [], pictures: [], boxes: [] }
  /** Fields that are open: their instruction, where their result leads, and how many runs stood before them. */
  const fields: { instruction: string; href?: string; from: number }[] = []

  function safeLink(address: string): string | undefined {
    const href = linkHref(address)
    // Places within the document have no address on a page.
    if (href === undefined && !address.startsWith('#')) dropped.add('link', address)
    return href
  }

  function linkOf(element: XmlElement): string | undefined {
    const id = element.attributes['r:id']
    if (element.name === 'w:hyperlink' && id !== undefined) {
      const target = part.links.get(id)
      return target ? safeLink(target.target) : undefined
    }
    const address = addressIn(element.attributes['w:instr'] ?? '')
    return address === undefined ? undefined : safeLink(address)
  }

  function add(run: Omit<Run, 'kind'>): void {
    if (run.hidden) {
      if (run.text.trim() !== '') dropped.add('hidden_text', run.text)
      return
    }
    const text = isSignFont(run.font) ? signsIn(run.text, run.font, dropped) : run.text
    found.runs.push({ kind: 'run', ...run, text })
  }

  function field(element: XmlElement): void {
    const open = fields.at(-1)
    const type = element.attributes['w:fldCharType']
    if (type === 'begin' && fields.length < deepestField)
      fields.push({ instruction: '', from: found.runs.length })
    else if (type === 'end') fields.pop()
    else if (type === 'separate' && open) {
      // What other fields say in its instruction is what it asks of, and not shown.
      found.runs.splice(open.from)
      const address = addressIn(open.instruction)
      open.href = address === undefined ? undefined : safeLink(address)
    }
  }

  function picture(relationship: string | undefined, alt: string | undefined, crop: Crop | undefined): void {
    const target = part.links.get(relationship ?? '')
    if (!target) return
    if (target.isExternal) dropped.add('external_picture', target.target)
    else found.pictures.push({ kind: 'picture', part: target.target, alt: altOf(alt), ...(crop && { crop }) })
  }

  /** Drawings of every age: pictures and text boxes come along, charts and diagrams cannot. */
  function drawing(element: XmlElement): void {
    const [properties] = descendants(element, 'wp:docPr')
    const { descr, title } = properties?.attributes ?? {}
    /** What stands in a box is read with the box. */
    const inBox = new Set<XmlElement>()
    const own = (name: string) => [...descendants(element, name)].filter((each) => !inBox.has(each))
    const boxes: XmlElement[] = []
    for (const box of descendants(element, 'w:txbxContent')) {
      if (inBox.has(box)) continue
      boxes.push(box)
      for (const name of ['w:txbxContent', 'a:blip', 'v:imagedata'])
        for (const inner of descendants(box, name)) inBox.add(inner)
    }
    for (const art of own('v:textpath')) boxes.push(...boxOfArt(art))
    for (const box of boxes) {
      dropped.add('text_box')
      found.boxes.push(box)
    }
    const [blips, images] = [own('a:blip'), own('v:imagedata')]
    const crops = cropsIn(element)
    for (const blip of blips)
      picture(blip.attributes['r:embed'] ?? blip.attributes['r:link'], descr || title, crops.get(blip))
    for (const image of images)
      picture(
        image.attributes['r:id'] ?? image.attributes['r:href'],
        image.attributes['o:title'],
        cropOfImage(image),
      )
    const isEmpty = boxes.length + blips.length + images.length === 0
    if (isEmpty && own('a:graphicData').length > 0) dropped.add('embedded_object')
  }

  function run(element: XmlElement, href: string | undefined): void {
    const properties = childOf(element, 'w:rPr')
    const style = styles.find(valOf(properties, 'w:rStyle'))
    const look: Look = { ...plainLook, ...base, ...style.look, ...lookOf(properties) }
    const link = href ?? fields.findLast((open) => open.href !== undefined)?.href
    const shape = { ...look, ...(link === undefined ? {} : { href: link, underline: false }) }
    /** The sign that a writer gave a note follows its reference; the page numbers notes itself. */
    let isSign = false
    const pieces = (children: readonly XmlElement[]) => {
      for (const child of children) {
        const character = characters[child.name]
        if (isSign && /^(?:w:t|w:sym)$/u.test(child.name) && child.text.length <= longestSign) isSign = false
        else if (child.name === 'w:t') add({ ...shape, text: child.text })
        else if (character !== undefined) {
          const isPage = child.name === 'w:br' && /page|column/u.test(child.attributes['w:type'] ?? '')
          add({ ...shape, text: isPage ? ' ' : character })
        } else if (child.name === 'w:fldChar') {
          field(child)
          const shown = formFieldText(child)
          if (shown !== undefined) add({ ...shape, text: shown })
          const open = fields.at(-1)
          if (shown !== undefined && open) open.from = found.runs.length
        } else if (child.name === 'w:instrText') {
          const open = fields.at(-1)
          if (open && open.instruction.length < 5000) open.instruction += child.text
        } else if (child.name === 'w:sym') {
          const { 'w:font': font = '', 'w:char': char = '' } = child.attributes
          const character = characterOf(font, char)
          if (character === undefined) dropped.add('sign', `${font} ${char}`)
          else add({ ...shape, font, text: character })
        } else if (child.name === 'w:footnoteReference' || child.name === 'w:endnoteReference') {
          const type = child.name === 'w:footnoteReference' ? 'footnote' : 'endnote'
          isSign = /^(?:1|true|on)$/u.test(child.attributes['w:customMarkFollows'] ?? '')
          add({ ...shape, text: '', note: { type, id: child.attributes['w:id'] ?? '' } })
        } else if (child.name === 'w:commentReference') dropped.add('comments')
        else if (child.name === 'w:object') dropped.add('embedded_object')
        else if (child.name === 'w:drawing' || child.name === 'w:pict') drawing(child)
        else if (child.name === 'mc:AlternateContent') pieces(alternative(child)?.children ?? [])
        else if (child.name === 'w:ruby')
          for (const inner of childOf(child, 'w:rubyBase')?.children ?? []) run(inner, href)
      }
    }
    pieces(element.children)
  }

  function walk(children: readonly XmlElement[], href: string | undefined): void {
    for (const child of children) {
      if (child.name === 'w:r') run(child, href)
      else if (child.name === 'w:sdt' && checkBoxText(child) !== undefined)
        add({ ...plainLook, ...base, text: checkBoxText(child) ?? '' })
      else if (child.name === 'w:sdt' && isUnfilled(child)) dropped.add('placeholder', wordsIn(child))
      else if (wrappers.has(child.name)) {
        if (child.name === 'w:ins') dropped.add('tracked_change')
        walk(child.children, linkOf(child) ?? href)
      } else if (child.name === 'w:del' || child.name === 'w:moveFrom') dropped.add('tracked_change')
      else if (child.name === 'm:oMath' || child.name === 'm:oMathPara') {
        const parts = [...descendants(child, 'm:t')].map(({ text }) => text)
        dropped.add('equation', parts.join(' '))
      } else if (child.name === 'mc:AlternateContent') walk(alternative(child)?.children ?? [], href)
    }
  }

  walk(paragraph.children, undefined)
  return found
}
