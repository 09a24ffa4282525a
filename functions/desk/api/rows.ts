import type { Status } from '../../domain/article/status.ts'
import type { Locale } from '../../domain/locale.ts'

/** Whose task a text is, by principal; `due`: a day of Vietnam. */
export interface Task {
  to: string
  due?: string
  note?: string
  by: string
  at: string
}

/** One language of an article in the lists of the API. Moments are UTC instants. */
export interface TextRow {
  title: string
  status: Status
  live: boolean
  editedBy?: string
  publishedAt?: string
  publishAt?: string
  unpublishAt?: string
  unreviewed?: { by: string; at: string; reason: string }
  basedOn?: { locale: Locale; revision: number }
  staleSince?: string
}

/** An article in the lists of the API. */
export interface ArticleRow {
  id: string
  number: number
  /** Entity tag, as an act on it names it. */
  etag: string
  section: string
  tags: string[]
  byline: string[]
  createdBy?: string
  updatedAt: string
  updatedBy: string
  /** It was put away, and stands in no other list. */
  discarded?: { by: string; at: string; reason: string }
  /** When it is to be looked at again, a day of Vietnam, and what for. */
  lookAgain?: { on: string; by: string; note?: string }
  assignments?: Partial<Record<Locale, Task>>
  translations: Partial<Record<Locale, TextRow>>
}
