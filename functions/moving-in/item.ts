import type { Notice } from './notice.ts'
import type { Place } from './place.ts'

/**
 * What a reader says of one item of an old portal. Readers only read: which column is the title, what a section is called
 * here and what may be public is decided later, over the whole run (`plan/`).
 */

/** What a column may mean for an article. Whatever else an item holds is kept as legacy data, out of sight of readers. */
export const meanings = [
  ...['title', 'summary', 'body', 'section', 'publishedAt', 'byline', 'views', 'featured', 'genre', 'tags'],
  ...['image', 'imageAlt', 'caption', 'externalUrl', 'audio', 'related', 'unpublishAt', 'moderation'],
  ...['moderationNote', 'state', 'pages', 'pictures', 'amount', 'createdAt', 'createdBy', 'changedAt'],
  ...['changedBy', 'version', 'history', 'id', 'address', 'attachments', 'folder', 'leftOut'],
] as const
export type Meaning = (typeof meanings)[number]

/** What a lookup, a person or a term refers to: by number, by words, or by both. */
export interface Reference {
  id?: string
  label?: string
  /** Where the item is shown, whole or from the root of the old site: so it is known of which list it is. */
  address?: string
}

/**
 * What a column holds. A text is as the source wrote it (`3;#Lãnh sự`, `1.079`, `15/07/2019 3:00 CH`): `plan/values.ts` reads
 * it as what its meaning asks for. `tooLong`: of bytes that no article can hold, which were not kept.
 */
export type Value =
  | string
  | number
  | boolean
  | { references: readonly Reference[] }
  | { url: string; label?: string }
  | { html: string }
  | { tooLong: number }

export interface Column {
  /** As the source names it inside (`Ng_x00e0_y_x0020_xu_x1ea5_t_x002`, `ows_` and `OData_` taken away); else as people see it. */
  name: string
  /** As people see it, where the source tells. */
  label?: string
  value: Value
  /** Where the format itself says what it means (WordPress, a saved text page): no mapping is asked for then. */
  meaning?: Meaning
}

/** A file that belongs to an item. */
export interface ItemFile {
  /** As readers see it. */
  name: string
  /** Where it lay in the old portal, or where the source says that it lies: looked for among the files of the run. */
  address: string
  /** Path of the very file in the run, where the source knows it (a content migration package). */
  file?: string
}

/** What an item was at one time. */
export interface Version {
  /** `3.0` */
  number: string
  columns: readonly Column[]
  /** As the source writes it; read by the clock of the item. */
  at: string
  /** Who saved it, by name. */
  by: string
}

/**
 * Which clock dates without a zone go by. It belongs to the source, never to a single value: `utc` (REST, packages), `site`
 * (SOAP, CSV, Excel, forms: the clock on the wall in Vietnam), `unclear` (ListData.svc: taken as UTC, and said so).
 */
export type Clock = 'utc' | 'site' | 'unclear'

/** Why something is known not to be an article when it is read. */
export type NoArticle = 'folder' | 'page-layout' | 'list-page' | 'no-news' | 'private' | 'page' | 'other-kind'

export interface SourceItem {
  place: Place
  /** The reader: the order of `sources` is that of richness, when one item comes from several files. */
  source: string
  /** `origin.system` of the article. */
  system: 'sharepoint' | 'wordpress' | 'nukeviet' | 'text' | 'word' | 'feed'
  /** Of SharePoint its GUID in lower case, else its name (`TinTuc`, `listdata.svc/TinTức`, `wp`, `nukeviet/vi/news`). */
  list?: string
  /** Path of the list below the old site (`/Lists/TinTuc`): its forms had addresses there. */
  listPath?: string
  id?: string
  columns: readonly Column[]
  clock: Clock
  /** Month before day, where the source says which order its dates have. */
  monthFirst?: boolean
  /** Addresses that led to it, whole or from the root of the old site. */
  addresses: readonly string[]
  /** What addresses in its texts are relative to: whole, or a folder of the run (`Pages/`). */
  base?: string
  attachments: readonly ItemFile[]
  /** It has attachments, but the file does not say which. */
  attachmentsElsewhere?: true
  /** Oldest first. */
  versions: readonly Version[]
  /** BCP 47; Vietnamese where nothing is said. */
  language?: string
  /** The same for all that say the same thing in several languages. */
  group?: string
  /** Nothing else tells it apart: its title and moment do, in whatever file it stands. */
  isKnownByText?: true
  /** Of a page saved as text, by what the importer of before knew what it said. */
  savedPage?: { digest: string }
  /** Not an article, and why. */
  noArticle?: NoArticle
  /** What is only said here: `columns` of a rowset hold cells as Excel cut them, say. */
  notices?: readonly Omit<Notice, 'place'>[]
}
