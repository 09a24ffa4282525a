import type { Locale } from '../../domain/locale.ts'
import type { Notice } from '../notice.ts'
import type { Place } from '../place.ts'
import type { Decided } from './decide.ts'
import type { Spooled } from './spool.ts'

/** What is known of an item before its text is read: enough for others to lead to it. */
export interface Sketch {
  key: string
  system: string
  id: string
  items: Spooled[]
  files: string[]
  place: Place
  decided?: Decided
  skip?: Omit<Notice, 'place'>
  locale: Locale
  group?: string
  /** Of a translation: the text of the same article in its first language. */
  first?: Sketch
  /** Path of the article here. */
  path: string
  addresses: string[]
  words: string
  hasId: boolean
  /** By what the newsroom knows it, where that is not its key. */
  knownAs?: string
}
