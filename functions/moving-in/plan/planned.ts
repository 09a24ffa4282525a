import type { Locale } from '../../domain/locale.ts'
import type { Notice } from '../notice.ts'
import type { Place } from '../place.ts'

/** A file of the run that goes into the media library. The same bytes always get the same id. */
export interface PlannedFile {
  media: string
  /** Path in the run. */
  path: string
  /** As it is offered for download. */
  name: string
  kind: 'picture' | 'document' | 'audio' | 'video' | 'captions'
}

export interface PlannedPicture {
  /** As the source named it, even where the file is missing. */
  file: string
  alt: string
  caption?: string
  media?: string
}

/** What an article was, as it goes into the history under its own moment and name. */
export interface PlannedRevision {
  version: string
  /** UTC. */
  at: string
  by: string
  status: Status
  title: string
  summary: string
  /** HTML, cleaned. */
  body: string
}

export type Status = 'draft' | 'in_review' | 'published' | 'scheduled'

/** What says the same in another language. */
export interface PlannedTranslation {
  title: string
  summary: string
  body: string
  publishedAt: string | null
  status: Status
  oldAddresses: readonly string[]
  /** What it says of the picture above the article, where it says something. */
  leadImage: PlannedPicture | null
}

/**
 * One article as it would be written, and as the report shows it. Made without the network: a dry run and the run itself plan
 * the same.
 */
export interface PlannedArticle {
  /** Where it comes from; two runs give the same: `<list>/<id>`, a canonical address, or a name. */
  key: string
  /** By what the newsroom knows it. @default its key */
  knownAs?: string
  /** Follows from what it is known by. */
  id: string
  /** Of a page saved as text, by what the importer of before knew what it said. */
  savedPage?: { digest: string }
  place: Place
  /** The files it was read from, the richest first. */
  sources: readonly string[]
  system: string
  locale: Locale
  title: string
  /** Id of the section, and its name in Vietnamese. */
  section: { id: string; name: string }
  /** UTC; null where it was never public. */
  publishedAt: string | null
  /** The date that what is not public was meant for. */
  plannedFor?: string
  byline: readonly string[]
  views: number
  status: Status
  summary: string
  /** HTML, cleaned; pictures as `media:<id>`, links to articles of the run by their new address. */
  body: string
  featured: boolean
  genre?: string
  tags: readonly string[]
  /** Keys of articles of the run that are public. */
  related: readonly string[]
  leadImage: PlannedPicture | null
  caption?: string
  attachments: readonly { name: string; media?: string }[]
  externalUrl?: string
  audio?: { address: string; media?: string }
  /** From the root of the old site, as they were written there. */
  oldAddresses: readonly string[]
  unpublishAt?: string
  returnNote?: string
  royaltyNote?: { pages?: number; pictures?: number; legacyAmountVnd?: number }
  createdBy?: string
  /** When it was last saved in the old system, UTC. */
  changedAt?: string
  version?: string
  revisions: readonly PlannedRevision[]
  translations?: Partial<Record<Locale, PlannedTranslation>>
  /** What no field is for, by the name of its column: kept in the revision, never shown to readers. */
  legacy: Readonly<Record<string, string>>
  /** The files that its pictures and attachments are. */
  files: readonly PlannedFile[]
  /** SHA-256 of all that would be written: whether anything has changed since an earlier run. */
  digest: string
}

/** What the plan tells as it goes. Nothing of it is kept in memory: reports are written line by line. */
export type PlanLine =
  | { article: PlannedArticle; notices: readonly Notice[] }
  | { skipped: { key?: string; place: Place; notice: Notice } }
  | { notice: Notice }
