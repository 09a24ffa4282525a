import { cleanTree } from '../../domain/body/clean.ts'
import { DropList } from '../../domain/body/dropped.ts'
import type { Locale } from '../../domain/locale.ts'
import { inert } from '../body/inert.ts'
import { readTree } from '../body/read.ts'
import { cutFragment } from './fragment.ts'
import { makeHeadings } from './headings.ts'
import { leaveOutLanguages } from './languages.ts'
import {
  leaveOutContents,
  leaveOutEquations,
  leaveOutHidden,
  leaveOutMachinery,
  leaveOutPromotion,
  leaveOutTracked,
} from './leave-out.ts'
import { convertLetters } from './letters.ts'
import { keepLines } from './lines.ts'
import { readLinks } from './links.ts'
import { joinOnlineLists, readDrawnLists } from './lists.ts'
import { makeMarks, plainHeadings } from './marks.ts'
import { droppedFromPaste, type Notice } from './notice.ts'
import type { Pass, Paste } from './pass.ts'
import { readPictures } from './pictures.ts'
import { htmlOfText } from './plain-text.ts'
import { applySheet } from './sheet.ts'
import { sourceOf } from './source.ts'
import { readTables } from './tables.ts'

/** In this order: styles must be known before they are read, and letters before any of them is taken away. */
const passes: readonly Pass[] = [
  applySheet,
  cutFragment,
  convertLetters,
  leaveOutMachinery,
  leaveOutTracked,
  leaveOutEquations,
  leaveOutHidden,
  leaveOutContents,
  leaveOutPromotion,
  keepLines,
  joinOnlineLists,
  readDrawnLists,
  makeHeadings,
  makeMarks,
  plainHeadings,
  readPictures,
  readTables,
  readLinks,
  leaveOutLanguages,
]

/** What the clipboard holds. */
export interface Clipboard {
  html: string
  text: string
  /** Asked for as plain text. @default false */
  isPlain?: boolean
}

export interface ReadOptions {
  /** Language of the text that it comes into. */
  locale: Locale
  /** An id for a file that may come into the library. */
  newId: () => string
}

export interface Pasted {
  /** What stands in the text: the very HTML that the server keeps of it. */
  html: string
  notice: Notice
}

const countOf = (html: string, tags: string) => html.match(new RegExp(`<(?:${tags})[ >]`, 'gu'))?.length ?? 0

/** Lists within lists belong to the one around them. */
function outerLists(html: string): number {
  return [...inert(html).querySelectorAll('ul, ol')].filter((list) => !list.parentElement?.closest('ul, ol'))
    .length
}

function pasteOf({ html, text, isPlain = false }: Clipboard, { locale, newId }: ReadOptions): Paste {
  const isText = isPlain || html.trim() === ''
  const root = inert(isText ? htmlOfText(text) : html)
  const notes = { pictures: [], links: [], dropped: new Set<never>() }
  return { root, source: isText ? 'text' : sourceOf(html), locale, newId, notes }
}

/** Makes of what other programs copy what may stand in a text, and says what of it could not come along. */
export function readPasted(clipboard: Clipboard, options: ReadOptions): Pasted {
  const paste = pasteOf(clipboard, options)
  const { root, source, notes } = paste
  for (const pass of source === 'desk' ? [] : passes) pass(paste)
  const drops = new DropList()
  const { html, dropped } = cleanTree(readTree(root, drops), drops)
  const isSaid = (what: string) => droppedFromPaste.find((each) => each === what) ?? []
  return {
    html,
    notice: {
      ...notes,
      source,
      tables: countOf(html, 'table'),
      lists: outerLists(html),
      // A picture whose place the rules of bodies do not know has none.
      pictures: notes.pictures.filter(({ id }) => html.includes(id)),
      dropped: [...new Set([...notes.dropped, ...dropped.flatMap(({ what }) => isSaid(what))])],
    },
  }
}
