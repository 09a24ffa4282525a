/** @jsxImportSource react */
import { isLocale, type Locale } from '../../domain/locale.ts'
import { useFieldName } from '../drafts/field-name.tsx'
import { useWords } from '../words.tsx'
import type { NotePlace, PlacedNote } from './note.ts'

/** How much of a paragraph is shown to know it by. */
const shown = 110

export const excerpt = (words: string) =>
  words.length > shown ? `${words.slice(0, shown).trimEnd()}…` : words

/**
 * What a place is called: a field, a paragraph (`at`: which one it is now, counted from zero), or the whole; with its language,
 * where that is not the one on the screen.
 */
export function usePlaceName(text: Locale): (place: NotePlace, at?: number) => string {
  const { t } = useWords()
  const fieldName = useFieldName()
  return ({ part, field, block }, at) => {
    const what = block
      ? [t('notes.paragraph'), at === undefined ? '' : at + 1].join(' ').trim()
      : field
        ? fieldName(field)
        : t(part === 'shared' ? 'notes.all' : 'notes.text')
    return isLocale(part) && part !== text ? t('notes.in', { what, language: t(`languages.${part}`) }) : what
  }
}

/** The words at which a note was written; that they are gone, where they are. */
export function StoodAt({ placed: { note, block }, text }: { placed: PlacedNote; text: Locale }) {
  const { t } = useWords()
  if (!note.block) return null
  const isGone = note.part === text && block === undefined
  const isFile = note.block.words.startsWith('media:')
  return (
    <>
      {isGone && <p className="hint">{t('notes.gone')}</p>}
      <blockquote className="stood-at" lang={note.part}>
        {isFile ? t('notes.file') : excerpt(note.block.words)}
      </blockquote>
    </>
  )
}
