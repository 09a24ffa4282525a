import { type Locale, locales } from '../domain/locale.ts'
import type { Entry } from './entries.ts'
import type { MediaRow } from './media-row.ts'

/** Names of the lists of files: what few of many files are is found without reading all the others. */
export const mediaLists = {
  kind: (kind: MediaRow['kind']) => `kind#${kind}`,
  by: (principal: string) => `by#${principal}`,
  /** Pictures of which nobody has said in this language what they show. */
  undescribed: (locale: Locale) => `undescribed#${locale}`,
  /** By the upload, which never changes. */
  created: 'created',
  withdrawn: 'withdrawn',
  /** What no article names: by the last change, and by the upload. */
  unused: 'unused',
  unusedByUpload: 'unused#created',
  /** Files made of the same bytes. */
  bytes: (digest: string) => `bytes#${digest}`,
}

/** Whether a picture still needs words in a language; whatever is no picture needs none. */
export function isUndescribed({ kind, description }: Pick<MediaRow, 'kind' | 'description'>, locale: Locale) {
  return kind === 'picture' && !description[locale]?.alt
}

/** In which lists a file stands: in none before it came, and after it was removed. */
export function mediaEntriesOf(row: MediaRow): Entry[] {
  const { id, status, kind, createdBy, createdAt, digest, updatedAt, usedIn } = row
  if (status === 'waiting' || status === 'removed') return []
  const entry = (name: string, list: string, at = updatedAt): Entry => ({
    name,
    list,
    at,
    row: { id, section: '', texts: [] },
    isShown: true,
  })
  return [
    entry('kind', mediaLists.kind(kind)),
    entry('by', mediaLists.by(createdBy)),
    entry('created', mediaLists.created, createdAt),
    ...(status === 'withdrawn' ? [entry('withdrawn', mediaLists.withdrawn)] : []),
    ...(usedIn === 0
      ? [entry('unused', mediaLists.unused), entry('unused#created', mediaLists.unusedByUpload, createdAt)]
      : []),
    ...(digest ? [entry('bytes', mediaLists.bytes(digest))] : []),
    ...(status === 'ready' ? locales : []).flatMap((locale) =>
      isUndescribed(row, locale) ? [entry(`undescribed#${locale}`, mediaLists.undescribed(locale))] : [],
    ),
  ]
}
