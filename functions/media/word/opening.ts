import { isTypedItem } from '../../domain/import/typed-lists.ts'
import { fold, toLine, toLines } from '../../domain/text.ts'
import { type Block, type DropList, type Paragraph, paragraphsOf, plainText } from './model.ts'

/** How a document begins: what stands above an article's text, and the text. */
export interface Opening {
  title: string
  summary: string
  body: Block[]
}

const longest = { title: 250, summary: 600 }
/** A title stands near the beginning; what is centred or bold further down is something else. */
const firstBlocks = 12

/** Every letter of an office begins with these lines; `Số: 12/BC-SNgV` and the place with the date belong to them. */
const letterheads =
  /cong hoa xa hoi chu nghia|^doc lap ?[-–] ?tu do|^so ?: ?[\d…. ]*\/|^[^.]{0,40}, ngay [\d…. ]*thang [\d…. ]*nam/u
const isLetterhead = (text: string) => letterheads.test(fold(text).trim())

const textOf = ({ runs }: Paragraph) => toLine(plainText(runs))
const isWhole = ({ runs }: Paragraph, look: 'bold' | 'italic') =>
  runs.every((run) => run[look] || run.text.trim() === '')
const isUpper = (text: string) => /\p{Lu}{2}/u.test(text) && text === text.toUpperCase()

/** The table with the name of the office on the left and that of the state on the right. */
function withoutLetterhead(blocks: readonly Block[], dropped: DropList): Block[] {
  const at = blocks.slice(0, 4).findIndex((block) => block.kind === 'table' && block.rows.length <= 4)
  const table = blocks[at]
  if (table?.kind !== 'table') return [...blocks]
  const text = [...paragraphsOf([table])].map(textOf).join(' ')
  if (text.length > 600 || ![...paragraphsOf([table])].some((paragraph) => isLetterhead(textOf(paragraph))))
    return [...blocks]
  dropped.add('letterhead', text)
  return blocks.toSpliced(at, 1)
}

function canBeTitle(block: Block | undefined): block is Paragraph {
  if (block?.kind !== 'paragraph' || block.item || block.role === 'quote' || block.role === 'caption')
    return false
  const text = textOf(block)
  return /\p{L}/u.test(text) && text.length <= longest.title && !isLetterhead(text) && !isTypedItem(text)
}

/** Where the title stands: by its style, else the first heading, else what looks like one. */
function placeOfTitle(blocks: readonly Block[]): number {
  const ofRole = (role: Paragraph['role']) =>
    blocks.findIndex((block) => canBeTitle(block) && block.role === role)
  const named = ofRole('title')
  if (named !== -1) return named
  const heading = ofRole('heading')
  if (heading !== -1) return heading
  return blocks
    .slice(0, firstBlocks)
    .findIndex(
      (block) => canBeTitle(block) && (isWhole(block, 'bold') || block.centred || isUpper(textOf(block))),
    )
}

/** What stands directly below the title in bold or italics and is a sentence, not a heading. */
function isSummary(block: Block | undefined): block is Paragraph {
  if (block?.kind !== 'paragraph' || block.item || block.role === 'heading') return false
  const text = textOf(block)
  if (text.length > longest.summary || isTypedItem(text)) return false
  if (block.role === 'subtitle') return true
  const isNumbered = /^(?:\d+|[IVX]+|[a-z])[.)]/u.test(text)
  return text.length >= 40 && !isNumbered && (isWhole(block, 'bold') || isWhole(block, 'italic'))
}

/** `Tài liệu1`, `Microsoft Word - bai.doc`: no title that somebody gave. */
const isIdle = (title: string) => /^(?:microsoft word\b|document ?\d*$|tài liệu ?\d*$|untitled)/iu.test(title)

/** Tells title and summary from the text. `given` is the title in the properties of the file. */
export function readOpening(all: readonly Block[], given: string, dropped: DropList): Opening {
  const blocks = withoutLetterhead(all, dropped)
  const at = placeOfTitle(blocks)
  const first = blocks[at]
  if (first?.kind !== 'paragraph') {
    const title = toLine(given)
    return { title: isIdle(title) ? '' : title.slice(0, longest.title), summary: '', body: blocks }
  }
  let end = at + 1
  let title = textOf(first)
  for (let next = blocks[end]; first.role === 'title' && next?.kind === 'paragraph'; next = blocks[end]) {
    if (next.role !== 'title' || title.length + textOf(next).length > longest.title) break
    title += ` ${textOf(next)}`
    end += 1
  }
  const below = blocks[end]
  const summary = isSummary(below) ? toLines(plainText(below.runs)) : ''
  return { title, summary, body: blocks.toSpliced(at, end - at + (summary === '' ? 0 : 1)) }
}
