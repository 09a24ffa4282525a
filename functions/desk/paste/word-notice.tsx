/** @jsxImportSource react */
import { leftOutKinds } from '../../domain/library/left-out-kinds.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import type { WordArticle } from './word-file.ts'

/** A Word file on its way into a text. */
export type WordState =
  | { is: 'reading'; name: string }
  | { is: 'read'; name: string; article: WordArticle }
  | { is: 'refused'; name: string; reason: string }

/** What came of a Word file that was dropped into a text, with a list of what did not come along. */
export function WordNotice({ state, onClose }: { state: WordState; onClose: () => void }) {
  const { t } = useWords()
  const { name } = state
  if (state.is === 'reading') return <Notice>{t('paste.word_reading', { name })}</Notice>
  const close = (
    <Button look="quiet" onPress={onClose}>
      {t('paste.close')}
    </Button>
  )
  if (state.is === 'refused')
    return (
      <Notice tone="wrong" acts={close}>
        <p role="alert">{t('paste.word_refused', { name, reason: state.reason })}</p>
      </Notice>
    )
  const { dropped, lostPictures, converted } = state.article
  const left = dropped.map(({ what, count, detail }) => {
    const word = leftOutKinds.find((each) => each === what)
    const said = word
      ? t(`paste.word_dropped.${word}`, { count })
      : t('paste.word_dropped.other', { what, count })
    return detail ? `${said}: ${detail}` : said
  })
  const lost = lostPictures.map((each) => t('paste.word_lost', { name: each }))
  const all = [...left, ...lost]
  return (
    <Notice tone={all.length > 0 ? 'warn' : 'done'} acts={close}>
      <p role="status">
        {t('paste.word_read', { name })}
        {converted && ` · ${t('paste.encoding', { name: converted.toUpperCase() })}`}
      </p>
      {all.length > 0 && (
        <>
          <p>{t('paste.word_left')}</p>
          <ul>
            {all.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}
