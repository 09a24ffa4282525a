import type { Locale } from '../../domain/locale.ts'
import { isOpen } from '../../domain/notes/open.ts'
import type { ShownNote } from './note.ts'

/** How many notes wait that are about a text: at it, or at what it shares with others. */
export const openAt = (notes: readonly ShownNote[] | undefined, text: Locale): number =>
  (notes ?? []).filter((note) => isOpen(note) && (note.part === text || note.part === 'shared')).length
