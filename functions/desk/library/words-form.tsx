/** @jsxImportSource react */
import type { Description } from '../../domain/library/library.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { useScreenActs } from '../shell/screen-acts.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { useMoment } from '../ui/moment.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { keepTyped, typedOf, useTyped } from './typed-words.ts'
import { type FileAnswer, isStale, type KnownFile, useAct } from './use-file.ts'
import { asSent, isSame, mergeWords, mostCharacters, type WordField, withWord, wordIn } from './words.ts'

/** Words that are typed for a file on what was known of it, and saved on what is there. */
export function useWordsOf(known: KnownFile) {
  const api = useApi()
  const act = useAct(known)
  const typed = useTyped(known)
  const { base, words, merged } = typed
  const { id } = known.data.media
  const begun = base.data.media.description

  /** Puts what was typed, until now, on what is there now. */
  function goOnWith(now: KnownFile, before: Description) {
    const { words: latest } = typedOf(known) ?? typed
    return mergeWords(before, latest, now.data.media.description)
  }

  async function save(): Promise<boolean> {
    return await act.run(async () => {
      try {
        const saved = await api.write<FileAnswer>(`/media/${id}/description`, {
          method: 'PUT',
          body: asSent(words),
          match: base.tag,
        })
        const now = { ...saved, data: { ...base.data, ...saved.data } }
        keepTyped(id, { base: now, words: goOnWith(now, words).words })
      } catch (error) {
        if (isStale(error)) {
          // What somebody else saved meanwhile is not written over unseen.
          const theirs = await api.read<FileAnswer>(`/media/${id}`)
          const { words: both, clashes } = goOnWith(theirs, begun)
          keepTyped(id, { base: theirs, words: both, merged: { revision: theirs.data.revision, clashes } })
        }
        throw error
      }
    })
  }
  return {
    words,
    setWords: (next: Description) => keepTyped(id, { ...typed, words: next }),
    isTyped: !isSame(words, begun),
    merged,
    save,
    isPending: act.isPending,
    error: act.error,
  }
}

type Typing = ReturnType<typeof useWordsOf>

interface WordFieldProps {
  typing: Typing
  locale: Locale
  field: WordField
  isReadOnly?: boolean
  autoFocus?: boolean
}

/** One word of a file in one language. */
export function WordInput({ typing, locale, field, isReadOnly = false, autoFocus = false }: WordFieldProps) {
  const { t } = useWords()
  const { words, setWords, merged } = typing
  const clash = merged?.clashes.find((each) => each.locale === locale && each.field === field)
  const hint = field === 'alt' ? t('article.alt_hint') : undefined
  return (
    <>
      <TextField
        label={t(`library.words.${field}`)}
        lang={locale}
        rows={field === 'credit' ? 1 : 2}
        value={wordIn(words, locale, field)}
        maxLength={mostCharacters[field]}
        onChange={(value) => setWords(withWord(words, locale, field, value))}
        isReadOnly={isReadOnly}
        autoFocus={autoFocus}
        {...(hint && { hint })}
      />
      {clash && (
        <Notice
          tone="warn"
          acts={
            <Button onPress={() => setWords(withWord(words, locale, field, clash.theirs))}>
              {t('library.take_theirs')}
            </Button>
          }
        >
          <p>
            {t('library.theirs')} <span lang={locale}>{clash.theirs || t('library.nothing')}</span>
          </p>
        </Notice>
      )}
    </>
  )
}

/** What stands over words that somebody else has changed, or that were refused. */
export function WordsTrouble({ typing: { merged, error, save } }: { typing: Typing }) {
  const { t } = useWords()
  const moment = useMoment()
  return (
    <>
      {merged && (
        <div role="alert">
          <Notice tone="warn">
            <p>
              {t('library.words_changed_by', {
                name: merged.revision.actor.name,
                at: moment(merged.revision.at),
              })}{' '}
              {t(merged.clashes.length > 0 ? 'library.words_clash' : 'library.words_merged')}
            </p>
          </Notice>
        </div>
      )}
      {error !== undefined && <Trouble error={error} onRetry={() => void save()} />}
    </>
  )
}

/** What a file shows, in every language: a proposal for the articles that will show it. */
export function WordsForm({ known, canChange }: { known: KnownFile; canChange: boolean }) {
  const { t } = useWords()
  const typing = useWordsOf(known)
  const isPicture = known.data.media.kind === 'picture'
  const fields: WordField[] = isPicture ? ['alt', 'caption', 'credit'] : ['caption', 'credit']
  const save = async () => {
    if (await typing.save()) say(t('library.words_saved'))
  }
  useScreenActs(
    canChange ? [{ name: t('library.words_save'), keys: 'Mod+KeyS', run: () => void save() }] : [],
  )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{t('library.words_title')}</h2>
      <p className="hint">{t(canChange ? 'library.words_hint' : 'library.not_yours')}</p>
      <WordsTrouble typing={typing} />
      <div className="word-columns">
        {locales.map((locale) => (
          <fieldset key={locale} className="stack">
            <legend>{t(`languages.${locale}`)}</legend>
            {fields.map((field) => (
              <WordInput key={field} typing={typing} locale={locale} field={field} isReadOnly={!canChange} />
            ))}
          </fieldset>
        ))}
      </div>
      {canChange && (
        <div className="acts">
          <Button look="main" type="submit" isPending={typing.isPending} isDisabled={!typing.isTyped}>
            {t('library.words_save')}
          </Button>
        </div>
      )}
    </form>
  )
}
