import { clean } from '../../domain/body/clean.ts'
import { type LegacyEncoding, textInUnicode } from '../../domain/import/legacy-encoding.ts'
import { convertLegacy } from '../../domain/import/legacy-runs.ts'
import { Refusal } from '../../domain/library/refusal.ts'
import { childOf } from '../xml/xml.ts'
import { hasWords, type Reading, readBlocks } from './blocks.ts'
import { toHtml } from './html.ts'
import {
  createDropList,
  type DropList,
  type Dropped,
  type Note,
  type Paragraph,
  paragraphsOf,
  picturesOf,
  plainText,
} from './model.ts'
import { createNumbering } from './numbering.ts'
import { type Opening, readOpening } from './opening.ts'
import { openPackage, type WordPackage } from './package.ts'
import { type Part, readParts } from './parts.ts'
import { type ImportedPicture, takePictures } from './pictures.ts'
import { isSignFont, withoutLostSigns } from './signs.ts'
import { readStyles } from './styles.ts'

/** A Word file as an article. */
export interface ImportedDocument {
  /** Empty where none was found. */
  title: string
  summary: string
  /** HTML of the allow-list; pictures stand in it as `<figure><img src="media:…" alt="…"></figure>`. */
  body: string
  /** As they are in the file, each distinct one once. */
  pictures: ImportedPicture[]
  /** What most of the text was converted from. */
  converted?: LegacyEncoding
  /** What did not come along, each once with how often it was there. */
  dropped: Dropped[]
}

export interface ImportOptions {
  /** The media id that a picture gets; asked for each place where it stands. */
  pictureId: (index: number, picture: ImportedPicture) => string
}

function readNotes(type: Note['type'], part: Part | undefined, reading: Omit<Reading, 'part'>): Note[] {
  const notes = part?.root.children.filter(({ name }) => name === `w:${type}`) ?? []
  return notes.map(({ attributes, children }) => ({
    type,
    id: attributes['w:id'] ?? '',
    blocks: part ? readBlocks(children, { ...reading, part }) : [],
  }))
}

interface Model extends Opening {
  notes: Note[]
  converted: LegacyEncoding | undefined
}

/** Characters of text, twice as many as an article may have: editors may cut it, but nobody imports a book. */
const longest = 400_000

/** Takes away and lists what cannot be shown as Word does, once letters are known. */
function settle({ runs }: Paragraph, dropped: DropList): void {
  for (const run of runs) run.text = withoutLostSigns(run.text, dropped)
  const inCapitals = plainText(runs.filter(({ caps }) => caps))
  if (inCapitals !== inCapitals.toUpperCase()) dropped.add('capitals', inCapitals)
}

/** What the text of a file says. Its trees of XML are not needed afterwards, and are large. */
async function readModel(file: WordPackage, dropped: DropList): Promise<Model> {
  const parts = await readParts(file)
  const styles = readStyles(parts.styles)
  const reading = { styles, numbering: createNumbering(parts.numbering, styles), dropped }
  const body = childOf(parts.document.root, 'w:body')
  const blocks = readBlocks(body?.children ?? [], { ...reading, part: parts.document })
  const notes = [
    ...readNotes('footnote', parts.footnotes, reading),
    ...readNotes('endnote', parts.endnotes, reading),
  ]
  for (const margin of parts.margins) if (hasWords(margin)) dropped.add('header_footer')
  const paragraphs = [...paragraphsOf(blocks), ...notes.flatMap((note) => [...paragraphsOf(note.blocks)])]
  const length = paragraphs.reduce((sum, { runs }) => sum + plainText(runs).length, 0)
  if (length > longest) throw new Refusal('too_complex')
  // Before the title is looked for: it is told by its words, too.
  const converted = convertLegacy(paragraphs, isSignFont)
  for (const paragraph of paragraphs) settle(paragraph, dropped)
  // What is said beside the text has no font.
  for (const picture of picturesOf(blocks)) picture.alt = textInUnicode(picture.alt, converted)
  return { ...readOpening(blocks, textInUnicode(parts.title, converted), dropped), notes, converted }
}

/** What a Word file says, before it is cleaned. */
export async function readWord(bytes: Uint8Array, { pictureId }: ImportOptions): Promise<ImportedDocument> {
  const file = await openPackage(bytes)
  const dropped = createDropList()
  const { title, summary, body, notes, converted } = await readModel(file, dropped)
  const pictures = await takePictures([...body, ...notes.flatMap((note) => note.blocks)], file, dropped)
  const html = toHtml(body, notes, (index) => {
    const picture = pictures[index]
    return picture ? pictureId(index, picture) : ''
  })
  return { title, summary, body: html, pictures, ...(converted ? { converted } : {}), dropped: dropped.all() }
}

/**
 * Reads a Word file as an article: title, summary, body and pictures. Nothing is fetched, nothing is written to disk. Throws
 * `Refusal` for what is damaged, locked, too large or holds programs.
 */
export async function readDocx(bytes: Uint8Array, options: ImportOptions): Promise<ImportedDocument> {
  const document = await readWord(bytes, options)
  const { html, dropped } = clean(document.body)
  // A note holds no pictures.
  const pictures = dropped.filter(({ what }) => what === 'picture')
  const lost = pictures.map(({ count }) => ({ what: 'picture' as const, count }))
  return { ...document, body: html, dropped: [...document.dropped, ...lost] }
}
