import type { Locale } from '../locale.ts'
import { perLocale } from '../locale.ts'
import { receiversAmong } from '../notices/notice.ts'
import type { Telling } from '../notices/of-act.ts'
import type { Member } from '../people/member.ts'
import type { Note, NoteEntry } from './note.ts'

/** What of an article is needed to tell of a note at it, as its row in the lists says it. */
interface Written {
  id: string
  section: string
  createdBy?: string | undefined
  translations: Partial<
    Record<Locale, { title: string; editedBy?: string | undefined; submitted?: { by: string } | undefined }>
  >
}

/** Whose text it is that a note stands at: who began the article, wrote the text last, or handed it over. */
function authorsOf({ createdBy, translations }: Written, { part }: Note): (string | undefined)[] {
  const text = part === 'shared' ? undefined : translations[part]
  return [createdBy, text?.editedBy, text?.submitted?.by]
}

/**
 * That something was said in a note: told to the colleagues whom it names, to those who spoke in it before, and to whoever
 * wrote the text. Said again, or corrected, it is the same notice: only those are told who were not yet.
 */
export function noticeOfNote(
  article: Written,
  note: Note,
  { id, at, words, mentions }: Pick<NoteEntry, 'id' | 'at' | 'words' | 'mentions'>,
  by: { id: string; name: string },
  staff: readonly Member[],
): Telling {
  const notice = {
    kind: 'note' as const,
    source: `NOTES#${article.id}#${id}`,
    article: article.id,
    ...(note.part !== 'shared' && { locale: note.part }),
    section: article.section,
    titles: perLocale((locale) => article.translations[locale]?.title),
    at,
    by,
    note: words,
  }
  const theirs = new Set([...mentions, ...note.entries.map((said) => said.by), ...authorsOf(article, note)])
  const to = receiversAmong(staff, notice).filter((each) => theirs.has(each.id))
  return { notice, to: to.map((each) => each.id) }
}
