import type { Refusal } from '../domain/rules.ts'
import type { Place } from './place.ts'

/**
 * What somebody must know. `error`: a file cannot be used as a whole; `skip`: an item is not written; `warning`: it is
 * written, but look at it; `note`: how the run understood something.
 */
export const severities = ['error', 'skip', 'warning', 'note'] as const
export type Severity = (typeof severities)[number]

/** Every kind of notice. The words, and what to do, stand in `locales/<locale>/import.json` under `notices`. */
export const notices = {
  // Files.
  'unknown-file': 'error',
  'unreadable-file': 'error',
  'broken-file': 'error',
  'archive-refused': 'error',
  'query-without-data': 'error',
  'feed-saved-as-html': 'error',
  'error-answer': 'error',
  'login-page': 'error',
  'compressed-package': 'error',
  'old-word-file': 'skip',
  'lock-file': 'skip',
  'no-such-path': 'error',
  'file-empty': 'warning',
  'file-unused': 'warning',
  'file-not-exported': 'warning',
  'name-refused': 'warning',
  'same-content': 'warning',
  encoding: 'note',
  'encoding-declared-wrong': 'warning',
  'more-pages': 'warning',
  'feed-is-partial': 'warning',
  'row-without-file': 'warning',
  // Items that are not written.
  folder: 'skip',
  'page-layout': 'skip',
  'list-page': 'skip',
  'no-news': 'skip',
  private: 'skip',
  page: 'skip',
  'other-kind': 'skip',
  'no-title': 'skip',
  'no-content': 'skip',
  'no-such-date': 'skip',
  'date-order-unknown': 'skip',
  'section-unknown': 'skip',
  'section-missing': 'skip',
  'body-too-long': 'skip',
  'broken-item': 'skip',
  'same-text': 'skip',
  'same-title-other-text': 'skip',
  'address-taken': 'warning',
  // Items that are written.
  'attachment-missing': 'warning',
  'attachments-not-in-file': 'warning',
  'attachment-not-exported': 'warning',
  'attachment-refused': 'warning',
  'author-unknown': 'warning',
  'body-cut': 'warning',
  'date-from-creation': 'warning',
  'date-order': 'note',
  'date-without-time': 'warning',
  'embed-as-link': 'warning',
  'embed-removed': 'warning',
  'embedded-picture-taken': 'note',
  'field-cut': 'warning',
  'file-missing': 'warning',
  'legacy-font': 'warning',
  'legacy-text': 'warning',
  'link-not-resolved': 'warning',
  'media-one-size': 'note',
  'no-byline': 'warning',
  'no-date': 'warning',
  'no-id': 'warning',
  'no-old-address': 'warning',
  'no-site-address': 'warning',
  'no-text-yet': 'warning',
  'part-left-out': 'warning',
  'picture-elsewhere': 'warning',
  'picture-missing': 'warning',
  'picture-refused': 'warning',
  'picture-unreachable': 'warning',
  'picture-without-description': 'warning',
  'plain-text-body': 'note',
  'private-field-left-out': 'note',
  'related-missing': 'warning',
  'related-not-public-yet': 'warning',
  'same-count': 'warning',
  'same-date': 'warning',
  'script-removed': 'note',
  'state-unknown': 'warning',
  'second-category': 'warning',
  'section-from-option': 'note',
  'several-sources': 'note',
  'tag-unknown': 'warning',
  'too-many': 'warning',
  'unreadable-text': 'warning',
  'versions-left-out': 'note',
  'views-unknown': 'note',
  'was-denied': 'warning',
  'zone-assumed': 'note',
  // Columns and runs.
  'column-unclear': 'warning',
  'column-unknown': 'warning',
  'gone-at-source': 'warning',
  'brought-before': 'note',
  'edited-here': 'warning',
  failed: 'error',
} as const satisfies Record<string, Severity>
export type NoticeCode = keyof typeof notices
export const noticeCodes = Object.keys(notices).filter((code): code is NoticeCode => code in notices)

/** Why the newsroom does not take something in: of which field, by which rule, or in its own words; or why it was not asked. */
export interface Reason {
  field?: string
  message: string | Refusal | { word: 'noAnswer' | 'notStored' | 'fileGone' }
}

export interface Notice {
  code: NoticeCode
  place: Place
  /** Key of the article it concerns. */
  key?: string
  /** What it is about: an address, the name of a file or column, an offending value. */
  value?: string | number | readonly string[]
  /** How many of them. */
  count?: number
  /** Put in words where the notice is read, in its language. */
  reasons?: readonly Reason[]
}
