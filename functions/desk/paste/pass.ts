import type { Locale } from '../../domain/locale.ts'
import type { DroppedFromPaste, Notice, Source } from './notice.ts'

/** What was pasted, on its way through the passes: each changes the tree, and notes what an editor should know. */
export interface Paste {
  root: DocumentFragment
  source: Source
  /** Of the text that it comes into. */
  locale: Locale
  notes: Pick<Notice, 'pictures' | 'links' | 'encoding' | 'letters'> & { dropped: Set<DroppedFromPaste> }
  /** An id for a file that may come into the library. */
  newId: () => string
}

export type Pass = (paste: Paste) => void
